using System.Net;
using WhylabsApiKey.Core.Memory;

namespace WhylabsApiKey.Core.Http;

/// <summary>
/// Sends an operation, reads the whole response, and retries a failed attempt where that is safe. An incomplete response is a failed
/// attempt.
/// </summary>
internal sealed class RequestSender(HttpMessageInvoker http, ClientOptions options, IMessageSink messages, ServiceState state, Clock clock)
{
    private readonly RequestTrace _trace = new(messages, new Redactor(options.Token));
    private readonly RetryPolicy _retry = new(options);
    private readonly ServerClock _serverClock = new(messages, state, clock);

    public void Warn(string text) => messages.Write(MessageKind.Warning, _trace.Redactor.Redact(text));

    /// <summary>Redacts the secret of a new key in all later messages.</summary>
    public void Hide(string secret) => _trace.Redactor.Add(secret);

    public async Task<T> SendAsync<T>(ApiOperation<T> operation, CancellationToken cancellation)
        where T : class
    {
        RequestLine.Check(operation);
        TimeSpan began = clock.Elapsed;
        bool mayBeDone = false;
        for (int attempt = 1; ; attempt++)
        {
            await ThrottleAsync(cancellation).ConfigureAwait(false);
            string requestId = Guid.NewGuid().ToString();
            (T? value, Failure? failure) = await AttemptAsync(operation, requestId, attempt, cancellation).ConfigureAwait(false);
            bool isThrottled = failure?.ErrorId == WhylabsErrorId.TooManyRequests;
            if (failure is null)
            {
                state.IsExhausted = false;
                return value!;
            }

            TimeSpan? next = isThrottled && state.IsExhausted
                ? null
                : _retry.DelayAfter(operation, failure, attempt, clock.Elapsed - began);
            if (isThrottled && (next ?? failure.RetryAfter) is { } asked && asked <= RetryPolicy.LongestDelay)
                state.Throttle(asked);
            if (isThrottled && next is null)
                state.IsExhausted = true;
            if (next is not { } delay)
                throw failure.ToException(operation.Purpose, Meaning(operation, failure), requestId, attempt, mayBeDone, _trace.Redactor);

            mayBeDone |= failure.MayBeProcessed(operation.NotFound);
            _trace.Retrying(attempt, delay, failure.Reason);
            await DelayAsync(delay, failure.Reason, cancellation).ConfigureAwait(false);
        }
    }

    // The service limits each organization. A 429 does not name the organization, so it delays all requests to the service.
    private async Task ThrottleAsync(CancellationToken cancellation)
    {
        while (state.ThrottleDelay is var delay && delay > TimeSpan.Zero)
        {
            _trace.Throttled(delay);
            await DelayAsync(delay, "The service has had too many requests.", cancellation).ConfigureAwait(false);
        }
    }

    private async Task DelayAsync(TimeSpan delay, string reason, CancellationToken cancellation)
    {
        bool isShown = _trace.ShowDelay(delay, reason);
        await clock.DelayAsync(delay, cancellation).ConfigureAwait(false);
        if (isShown)
            _trace.HideDelay();
    }

    private static WhylabsErrorId Meaning<T>(ApiOperation<T> operation, Failure failure)
        where T : class => operation.Creates && failure.MayHaveCreatedKey ? WhylabsErrorId.CreateOutcomeUnknown : failure.ErrorId;

    private async Task<(T? Value, Failure? Failure)> AttemptAsync<T>(
        ApiOperation<T> operation, string requestId, int attempt, CancellationToken cancellation)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Timeout);
        using ApiRequest request = Message(operation, requestId, attempt);
        TimeSpan began = clock.Elapsed;
        HttpResponseMessage? response = null;
        options.Requests?.Add(operation.OrgId ?? operation.ActsFor ?? TokenIdentity.Of(options.Token).OrgId ?? "");
        try
        {
            response = await http.SendAsync(request, limit.Token).ConfigureAwait(false);
            using var body = await ResponseStream.OpenAsync(response, limit.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                byte[]? start = await ErrorText.ReadStartAsync(body, limit.Token).ConfigureAwait(false);
                cancellation.ThrowIfCancellationRequested();
                return (null, ResponseFailure.From(response, start, requestId, operation.NotFound, clock));
            }

            var content = new ResponseBody(
                body, Observe(response, requestId, operation.Revokes, began), ResponseOrigin.Echoes(response, requestId));
            T? value = await operation.ReadAsync(content, limit.Token).ConfigureAwait(false);
            return value is null ? (null, ResponseFailure.Missing(operation.NotFound)) : (value, operation.Check(value));
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (Exception e) when (TransportFailure.Recognizes(e))
        {
            return (null, TransportFailure.From(e, response, options, limit.IsCancellationRequested, _trace.Redactor));
        }
        finally
        {
            response?.Dispose();
            _trace.Done(request, response?.StatusCode, clock.Elapsed - began, attempt);
        }
    }

    private Observation Observe(HttpResponseMessage response, string requestId, bool revokes, TimeSpan began) =>
        new(_serverClock.Read(response), requestId, options.Endpoint)
        {
            ByRevocation = revokes,
            Request = new RequestTime(clock.UtcNow, response.Headers.Date?.UtcDateTime, clock.Elapsed - began),
        };

    private ApiRequest Message<T>(ApiOperation<T> operation, string requestId, int attempt)
        where T : class
    {
        // .NET retries a request without content up to three times by itself when the connection closes before a response
        // (dotnet/runtime issue 86714). The empty content prevents a second create, and retries that are not counted.
        var request = new ApiRequest(operation.Method, operation.Address, options, requestId, operation.ActsFor, _trace)
        {
            Content = new ByteArrayContent([]),
        };
#if NET
        // Requests share one HTTP/2 connection. A retry uses HTTP/1.1, because the shared connection may be dead. A create uses
        // HTTP/1.1, because .NET retries an HTTP/2 request by itself when the service refuses the stream.
        request.Version = operation.Creates || attempt > 1 ? HttpVersion.Version11 : HttpVersion.Version20;
#endif
        return request;
    }
}
