using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace WhylabsApiKey.Benchmarks;

/// <summary>
/// A service that only copies answers out: the organization's id says how many keys a list has (n1000) and how many
/// milliseconds an answer takes (l20). In a process of its own, so that its work is not counted.
/// </summary>
internal sealed class CannedService : IDisposable
{
    private const string Times =
        "\"creationTime\":\"2026-05-01T10:00:00.123\",\"expirationTime\":\"2027-05-01T10:00:00\"," +
        "\"lastUsedTime\":\"2026-11-01T10:00:00.5\"";

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

    /// <summary>Serves until its standard input ends, that is, until whoever started it is gone.</summary>
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
                    lists[org] = body = List(number);
            }
            else
            {
                await Task.Delay(number);
                string key = Key(
                    http.Request.Query["key_id"].FirstOrDefault() ?? "k1",
                    revoked: http.Request.Method == "DELETE",
                    secret: http.Request.Method == "POST");
                body = Encoding.UTF8.GetBytes(http.Request.Method == "GET" ? $$"""{"key":{{key}}}""" : key);
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

    private static byte[] List(int count)
    {
        IEnumerable<string> keys = Enumerable.Range(0, count).Select(i => Key($"k{i:D9}", revoked: false, secret: false, user: i % 50));
        return Encoding.UTF8.GetBytes($$"""{"items":[{{string.Join(",", keys)}}]}""");
    }

    private static string Key(string keyId, bool revoked, bool secret, int user = 0)
    {
        string who = string.Create(CultureInfo.InvariantCulture, $"\"keyId\":\"{keyId}\",\"orgId\":\"org-123\",\"userId\":\"user-{user}\"");
        string end = secret ? ",\"key\":\"abcdefghij.secret\"}" : "}";
        return $"{{{who},{Times},\"scopes\":[\":user\"],\"alias\":\"alias of {keyId}\",\"revoked\":{(revoked ? "true" : "false")}{end}";
    }
}
