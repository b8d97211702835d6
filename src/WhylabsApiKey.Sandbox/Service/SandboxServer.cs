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

/// <summary>A local service for API keys that behaves like the real one. It listens only on the loopback interface.</summary>
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

            // Kestrel responds 414 to a longer line. The response of the real service is unknown.
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

    /// <summary>All received requests, in the order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>The number of requests other than GET.</summary>
    public int Writes => _requests.Count(request => request.IsWrite);

    /// <summary>Decides the fault of each request, in place of <see cref="SandboxOptions.Fault"/>.</summary>
    public Func<RecordedRequest, string?>? FaultFor { get; set; }

    /// <summary>Receives a log line after each request.</summary>
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

        string? fault = FaultFor is { } decide ? FaultInjection.RequireKnown(decide(recorded)) : _faults.Next();
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
        StoredKey? before = fault == FaultInjection.UndoRevoke ? Store.FindLive(QueryBinding.One(request.Query, "key_id")) : null;
        ServiceResponse response = FaultInjection.InPlaceOfOperation(fault, request) ?? _router.Handle(request);

        // When the real service writes a last use, it overwrites the whole key with the state from before the revocation.
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

        // If the body is shorter than its content length, the server closes the connection.
        await http.Response.Body.WriteAsync(response.Body.AsMemory(0, length), http.RequestAborted);
    }

    // The default lifetime ends the server on Ctrl+C. In the interactive shell, Ctrl+C must only stop a command.
    private sealed class UntilDisposed : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
