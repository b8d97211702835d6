using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WhylabsApiKey.Benchmarks;

/// <summary>
/// A service with prepared responses. The organization id specifies the number of keys in a list (n1000), or the latency in milliseconds
/// (l20). It runs in another process, so that the benchmarks do not measure its work.
/// </summary>
internal sealed class CannedService : IDisposable
{
    private const string Times =
        "\"creationTime\":\"2026-05-01T10:00:00.123\",\"expirationTime\":\"2027-05-01T10:00:00\"," +
        "\"lastUsedTime\":\"2026-11-01T10:00:00.5\"";

    private static int _created;

    private readonly Process _process;

    private CannedService(Process process, string endpoint) => (_process, Endpoint) = (process, endpoint);

    public string Endpoint { get; }

    public static CannedService Start()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CannedService).Assembly.Location, "service"])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        Process process = Process.Start(start)!;
        return new CannedService(process, process.StandardOutput.ReadLine()!);
    }

    /// <summary>Serves until its standard input ends, which is when the parent process exits.</summary>
    public static async Task RunAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        await using WebApplication application = builder.Build();
        var lists = new Dictionary<string, byte[]>();
        application.Run(async http =>
        {
            string org = http.Request.Path.Value!.Split('/')[3];
            int number = int.Parse(org[1..], CultureInfo.InvariantCulture);
            byte[] body;
            if (org[0] == 'n')
            {
                if (!lists.TryGetValue(org, out body!))
                    lists[org] = body = List(org, number);
            }
            else
            {
                await Task.Delay(number);
                body = Encoding.UTF8.GetBytes(Response(http.Request, org));
            }

            http.Response.ContentType = "application/json";
            http.Response.ContentLength = body.Length;
            await http.Response.Body.WriteAsync(body);
        });
        await application.StartAsync();
        Console.WriteLine(application.Urls.First());
        await Console.In.ReadToEndAsync();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private static string Response(HttpRequest request, string org)
    {
        string user = request.Query["user_id"].FirstOrDefault() ?? "bob";
        string keyId = request.Query["key_id"].FirstOrDefault() ?? request.Path.Value!.Split('/')[^1];
        return request.Method switch
        {
            "GET" => $$"""{"key":{{Key(org, user, keyId, Times)}}}""",
            "DELETE" => Key(org, user, keyId, Times, ",\"revoked\":true"),
            _ => Created(org, user, $"n{Interlocked.Increment(ref _created):D9}"),
        };
    }

    private static string Created(string org, string user, string keyId)
    {
        string now = DateTime.UtcNow.ToString("s", CultureInfo.InvariantCulture);
        return Key(org, user, keyId, $"\"creationTime\":\"{now}\"", $",\"key\":\"{keyId}.secret\"");
    }

    private static byte[] List(string org, int count)
    {
        IEnumerable<string> keys = Enumerable.Range(0, count)
            .Select(i => Key(org, $"user-{i % 50}", $"k{i:D9}", Times, $",\"alias\":\"alias of k{i:D9}\",\"revoked\":false"));
        return Encoding.UTF8.GetBytes($$"""{"items":[{{string.Join(",", keys)}}]}""");
    }

    private static string Key(string org, string user, string keyId, string times, string more = "") =>
        $$"""{"keyId":"{{keyId}}","orgId":"{{org}}","userId":"{{user}}",{{times}},"scopes":[":user"]{{more}}}""";
}
