using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>A local WhyLabs service for API keys: it answers as the real one does, on the loopback interface only.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
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
            kestrel.Limits.MaxRequestLineSize = 1 << 17;
            kestrel.Limits.MaxRequestBufferSize = 1 << 18;
        });
        builder.Services.AddSingleton<IHostLifetime, UntilDisposed>();
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    public KeyStore Store { get; }

    public Uri Endpoint => new(_application.Urls.First());

    /// <summary>All requests so far, in the order of their arrival.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>How many of them were to change something.</summary>
    public int Writes => _requests.Count(request => request.Writes);

    /// <summary>
    /// Decides which fault a request meets, of those that <see cref="SandboxOptions.Fault"/> names, in place of the options.
    /// </summary>
    public Func<RecordedRequest, string?>? FaultFor { get; set; }

    /// <summary>Called after each request with a line for people.</summary>
    public Action<string>? Log { get; set; }

    public static async Task<SandboxServer> StartAsync(SandboxOptions options, TimeProvider? clock = null)
    {
        var server = new SandboxServer(options, clock ?? TimeProvider.System);
        await server._application.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        string target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = new RecordedRequest(
            http.Request.Method,
            target,
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        _requests.Enqueue(request);
        string requestId = http.Request.Headers["X-Request-Id"].FirstOrDefault() ?? Guid.NewGuid().ToString();
        http.Response.Headers["X-Request-Id"] = requestId;
        http.Response.Headers.Date = Store.Now.ToString("R", CultureInfo.InvariantCulture);

        string? fault = FaultFor is { } decide ? FaultInjection.Known(decide(request)) : _faults.Next();
        Answer? answer = fault == "drop-before"
            ? null
            : FaultInjection.InPlaceOfOperation(fault, requestId) ?? _router.Handle(http.Request, requestId);
        if (_options.LatencyMs > 0)
            await Task.Delay(_options.LatencyMs, http.RequestAborted);
        string outcome = answer?.Status.ToString(CultureInfo.InvariantCulture) ?? "not done";
        Log?.Invoke($"{http.Request.Method} {target}: {outcome}{(fault is null ? "" : $" (fault: {fault})")}");
        await WriteAsync(http, answer, fault);
    }

    private static async Task WriteAsync(HttpContext http, Answer? answer, string? fault)
    {
        if (answer is null || fault == "drop")
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.ContentType;
        http.Response.ContentLength = answer.Body.Length;
        int length = fault == "truncate" ? answer.Body.Length / 2 : answer.Body.Length;

        // With less than was announced, the server closes the connection behind it.
        await http.Response.Body.WriteAsync(answer.Body.AsMemory(0, length), http.RequestAborted);
    }

    // The default ends the server at Ctrl+C, which in an interactive shell only stops a line.
    private sealed class UntilDisposed : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
