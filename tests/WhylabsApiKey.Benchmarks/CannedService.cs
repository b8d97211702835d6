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

    // Organizations with a latency have the keys k1 to k200 of bob.
    private const int KeysOfDelayed = 200;
    private const int ValidationMs = 20;

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
        int created = 0;
        application.Run(async http =>
        {
            string[] path = http.Request.Path.Value!.Split('/');
            byte[] body;
            if (path[^1] == "validate")
            {
                await Task.Delay(ValidationMs);
                body = Encoding.UTF8.GetBytes($$"""{"requestId":"{{http.Request.Headers["X-Request-Id"]}}"}""");
            }
            else if (path[3][0] == 'n' || (path.Length == 5 && http.Request.Method == "GET"))
            {
                int number = int.Parse(path[3][1..], CultureInfo.InvariantCulture);
                if (!lists.TryGetValue(path[3], out body!))
                    lists[path[3]] = body = List(path[3], path[3][0] == 'n' ? number : KeysOfDelayed);
                await Task.Delay(path[3][0] == 'n' ? 0 : number);
            }
            else
            {
                await Task.Delay(int.Parse(path[3][1..], CultureInfo.InvariantCulture));
                body = Encoding.UTF8.GetBytes(One(http.Request, path, Interlocked.Increment(ref created)));
            }

            http.Response.Headers["X-Request-Id"] = http.Request.Headers["X-Request-Id"];
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

    private static byte[] List(string org, int count)
    {
        IEnumerable<string> keys = Enumerable.Range(1, count).Select(i => org[0] == 'n'
            ? Key($"k{i:D9}", org, $"user-{i % 50}", $"\"alias\":\"alias of k{i:D9}\",\"revoked\":false")
            : Key($"k{i}", org, "bob", $"\"alias\":\"alias of k{i}\",\"revoked\":false"));
        return Encoding.UTF8.GetBytes($$"""{"items":[{{string.Join(",", keys)}}]}""");
    }

    // Returns the key of a look-up, create or revoke.
    private static string One(HttpRequest request, string[] path, int number)
    {
        string user = request.Query["user_id"].FirstOrDefault() ?? "bob";
        if (request.Method != "POST")
        {
            string keyId = request.Query["key_id"].FirstOrDefault() ?? path[^1];
            string key = Key(keyId, path[3], user, request.Method == "DELETE" ? "\"revoked\":true" : "\"revoked\":false");
            return request.Method == "DELETE" ? key : $$"""{"key":{{key}}}""";
        }

        string newId = $"c{number:D9}";
        string scopes = string.Join(",", request.Query["scopes"].Select(scope => $"\"{scope}\""));
        string expiry = long.TryParse(request.Query["expiration_time"], CultureInfo.InvariantCulture, out long milliseconds)
            ? $",\"expirationTime\":\"{DateTimeOffset.FromUnixTimeMilliseconds(milliseconds):yyyy-MM-ddTHH:mm:ss.fff}\"" : "";
        return $$"""
            {"keyId":"{{newId}}","orgId":"{{path[3]}}","userId":"{{user}}","creationTime":"{{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ss.fff}}",
            "scopes":[{{scopes}}],"alias":"{{request.Query["alias"]}}"{{expiry}},"key":"{{newId}}.secret"}
            """;
    }

    private static string Key(string keyId, string org, string user, string end) =>
        $"{{\"keyId\":\"{keyId}\",\"orgId\":\"{org}\",\"userId\":\"{user}\",{Times},\"scopes\":[\":user\"],{end}}}";
}
