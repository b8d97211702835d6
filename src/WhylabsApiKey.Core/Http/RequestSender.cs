using System.Diagnostics;
using System.Net;

namespace WhylabsApiKey.Core.Http;

/// <summary>
/// Sends an operation, reads its answer to the end, and does both again where that is safe. An attempt covers the body:
/// an answer that breaks off is a failed attempt like any other.
/// </summary>
internal sealed class RequestSender(HttpMessageInvoker http, ClientOptions options, IMessageSink messages, ServiceState state, Clock clock)
{
    private readonly RequestTrace _trace = new(messages, new Redactor(options.Token));
    private readonly RetryPolicy _retry = new(options);
    private readonly ServerClock _serverClock = new(messages, clock);

    public async Task<T> SendAsync<T>(ApiOperation<T> operation, CancellationToken cancellation)
        where T : class
    {
        TimeSpan began = clock.Elapsed;
        for (int attempt = 1; ; attempt++)
        {
            await HoldBackAsync(cancellation).ConfigureAwait(false);
            string requestId = Guid.NewGuid().ToString();
            (T? value, Failure? failure) = await AttemptAsync(operation, requestId, attempt, cancellation).ConfigureAwait(false);
            if (failure is null)
                return value!;

            TimeSpan? next = _retry.WaitAfter(operation, failure, attempt, clock.Elapsed - began);
            if (failure.ErrorId == WhylabsErrorId.TooManyRequests && (next ?? failure.RetryAfter) is { } pause && pause <= RetryPolicy.LongestWait)
                state.HoldBack(pause);
            if (next is not { } wait)
                throw failure.ToException(operation.Purpose, Meaning(operation, failure), requestId, attempt, _trace.Redactor);

            _trace.Retrying(attempt, wait, failure.Reason);
            await clock.DelayAsync(wait, cancellation).ConfigureAwait(false);
        }
    }

    // What the service said to one request it said to all of this process.
    private async Task HoldBackAsync(CancellationToken cancellation)
    {
        while (state.HeldBackFor is var wait && wait > TimeSpan.Zero)
        {
            _trace.HeldBack(wait);
            await clock.DelayAsync(wait, cancellation).ConfigureAwait(false);
        }
    }

    private static WhylabsErrorId Meaning<T>(ApiOperation<T> operation, Failure failure)
        where T : class => operation.Creates && failure.LeavesCreateUnknown ? WhylabsErrorId.CreateOutcomeUnknown : failure.ErrorId;

    private async Task<(T? Value, Failure? Failure)> AttemptAsync<T>(
        ApiOperation<T> operation, string requestId, int attempt, CancellationToken cancellation)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Timeout);
        using HttpRequestMessage request = Message(operation, requestId, attempt);
        var watch = Stopwatch.StartNew();
        _trace.Sending(request);
        HttpResponseMessage? response = null;
        try
        {
            response = await http.SendAsync(request, limit.Token).ConfigureAwait(false);
            using Stream body = await BoundedStream.OpenAsync(response, limit.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                byte[] start = await ErrorText.ReadStartAsync(body, limit.Token).ConfigureAwait(false);
                cancellation.ThrowIfCancellationRequested();
                _trace.Answered(response, start);
                return (null, ResponseFailure.From(response, start, operation.NotFound, clock));
            }

            using Stream stream = await _trace.AnsweredAsync(response, body, limit.Token).ConfigureAwait(false);
            T? value = await operation.ReadAsync(new ResponseBody(stream, _serverClock.Read(response), requestId), limit.Token).ConfigureAwait(false);
            return value is null ? (null, ResponseFailure.NotThere(operation.NotFound)) : (value, null);
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
            _trace.Done(request, response?.StatusCode, watch.Elapsed, attempt, requestId);
        }
    }

    private HttpRequestMessage Message<T>(ApiOperation<T> operation, string requestId, int attempt)
        where T : class
    {
        var request = new HttpRequestMessage(operation.Method, operation.Address);
#if NET
        // Many requests on one connection, where the service offers that in the handshake; but a repetition does not share
        // the fate of a connection that may be dead, and .NET itself repeats a create whose stream the service refuses.
        request.Version = operation.Creates || attempt > 1 ? HttpVersion.Version11 : HttpVersion.Version20;
#endif
        request.Headers.TryAddWithoutValidation("X-API-Key", options.Token);
        request.Headers.TryAddWithoutValidation("X-Request-Id", requestId);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        if (operation.ActsFor is { } orgId)
            request.Headers.TryAddWithoutValidation("X-WHYLABS-ORGANIZATION", orgId);

        // .NET sends a request without content again by itself when the connection closes before an answer
        // (dotnet/runtime issue 86714). An empty content keeps a create from being sent twice.
        if (operation.Creates)
            request.Content = new ByteArrayContent([]);
        return request;
    }
}
