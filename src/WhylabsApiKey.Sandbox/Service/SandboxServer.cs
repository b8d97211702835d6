using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>A local WhyLabs service for API keys: it behaves as the real one does, on the loopback interface only.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private const int LongestRequestLine = 4096;
    private readonly WebApplication _application;
    private readonly SandboxOptions _options;
    private readonly FaultInjection _faults;
    private readonly Router _router;
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();

    private SandboxServer(SandboxOptions options, TimeProvider clock)
    {
        _options = options;
        _faults = new FaultInjection(options);
        Store = new KeyStore(options, clock);
        _router = new Router(Store, options);

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, options.Port);
            kestrel.AddServerHeader = false;

            // Kestrel responds to a longer line with an empty 414. The real service's response is not known.
            kestrel.Limits.MaxRequestLineSize = LongestRequestLine + "\r\n".Length;
        });
        builder.Services.AddSingleton<IHostLifetime, UntilDisposed>();
        builder.Services.AddSingleton<IResponseCompressionProvider, LargeResponseCompression>();
        builder.Services.AddResponseCompression(compression => compression.Providers.Add<GzipCompressionProvider>());
        _application = builder.Build();
        _application.UseResponseCompression();
        _application.Run(RespondAsync);
    }

    public KeyStore Store { get; }

    public Uri Endpoint => new(_application.Urls.First());

    /// <summary>All requests so far, in the order of their arrival.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>How many of them were to change something.</summary>
    public int Writes => _requests.Count(request => request.Writes);

    /// <summary>Decides the fault of each request, in place of <see cref="SandboxOptions.Fault"/>.</summary>
    public Func<RecordedRequest, string?>? FaultFor { get; set; }

    /// <summary>Called after each request with a line for people.</summary>
    public Action<string>? Log { get; set; }

    public static async Task<SandboxServer> StartAsync(SandboxOptions options, TimeProvider? clock = null)
    {
        var server = new SandboxServer(options, clock ?? TimeProvider.System);
        await server._application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _router.Dispose();
    }

    private async Task RespondAsync(HttpContext http)
    {
        string target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var recorded = new RecordedRequest(
            http.Request.Method,
            target,
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        _requests.Enqueue(recorded);
        var request = new ServiceRequest(http.Request, http.Request.Headers["X-Request-Id"].FirstOrDefault() ?? Guid.NewGuid().ToString());
        http.Response.Headers["X-Request-Id"] = request.RequestId;
        http.Response.Headers.Date = Store.Now.ToString("R", CultureInfo.InvariantCulture);

        string? fault = FaultFor is { } decide ? FaultInjection.Known(decide(recorded)) : _faults.Next();
        http.Items[typeof(FaultInjection)] = fault;
        ServiceResponse? response = Respond(request, fault);
        if (_options.LatencyMs > 0)
            await Task.Delay(_options.LatencyMs, http.RequestAborted);
        string outcome = response?.Status.ToString(CultureInfo.InvariantCulture) ?? "not done";
        Log?.Invoke($"{recorded.Method} {target}: {outcome}{(fault is null ? "" : $" (fault: {fault})")}");
        await WriteAsync(http, response, fault);
    }

    private ServiceResponse? Respond(ServiceRequest request, string? fault)
    {
        if (fault == FaultInjection.DropBefore)
            return null;
        StoredKey? before = fault == FaultInjection.UndoRevoke ? Store.Live(QueryBinding.One(request.Query, "key_id")) : null;
        ServiceResponse response = FaultInjection.InPlaceOfOperation(fault, request) ?? _router.Handle(request);

        // The real service writes a key's last use together with the rest of the key, as it read that before the revoke.
        if (before is not null)
            Store.Add(before with { LastUsed = Store.Now });
        return response;
    }

    private static async Task WriteAsync(HttpContext http, ServiceResponse? response, string? fault)
    {
        if (response is null || fault == FaultInjection.Drop)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = response.Status;
        http.Response.ContentType = response.ContentType;
        if (response.Location is { } location)
            http.Response.Headers.Location = location;
        http.Response.ContentLength = response.Body.Length;
        int length = fault == FaultInjection.Truncate ? response.Body.Length / 2 : response.Body.Length;

        // With less than was announced, the server closes the connection afterwards.
        await http.Response.Body.WriteAsync(response.Body.AsMemory(0, length), http.RequestAborted);
    }

    // The default ends the server at Ctrl+C, which in an interactive shell only stops a line.
    private sealed class UntilDisposed : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
