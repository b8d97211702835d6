using System.Net;
using System.Text;

namespace WhylabsApiKey.Core.Tests.Support;

/// <summary>
/// A service with a table of expected requests and their responses. A row sends its responses in order and repeats the last one. A
/// request without a row fails the test.
/// </summary>
internal sealed class RouteTable : HttpMessageHandler
{
    private readonly Dictionary<string, Queue<Func<CancellationToken, Task<HttpResponseMessage>>>> _rows = [];

    public List<Sent> Requests { get; } = [];

    public DateTimeOffset? Date { get; init; }

    /// <summary>Whether each response has the X-Request-Id of its request, as the service's responses have.</summary>
    public bool Echoes { get; init; } = true;

    public RouteTable On(string request, string json, HttpStatusCode status = HttpStatusCode.OK, string mediaType = "application/json") =>
        On(request, () => new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, mediaType) });

    public RouteTable On(string request, HttpStatusCode status) => On(request, () => new HttpResponseMessage(status));

    public RouteTable On(string request, Func<HttpResponseMessage> response) => On(request, _ => Task.FromResult(response()));

    public RouteTable On(string request, Exception failure) => On(request, _ => Task.FromException<HttpResponseMessage>(failure));

    public RouteTable On(string request, Func<CancellationToken, Task<HttpResponseMessage>> response)
    {
        if (!_rows.TryGetValue(request, out Queue<Func<CancellationToken, Task<HttpResponseMessage>>>? responses))
            _rows[request] = responses = new();
        responses.Enqueue(response);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string line = $"{request.Method} {request.RequestUri!.PathAndQuery}";
        byte[]? body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        Requests.Add(new Sent(
            line,
            request.RequestUri,
            request.Headers.ToDictionary(
                header => header.Key,
                header => string.Join(header.Key == "User-Agent" ? " " : ",", header.Value),
                StringComparer.OrdinalIgnoreCase),
            body,
            request.Content?.Headers.ContentType?.ToString()));
        if (!_rows.TryGetValue(line, out Queue<Func<CancellationToken, Task<HttpResponseMessage>>>? responses))
            throw new Xunit.Sdk.XunitException($"Unexpected request: {line}");

        HttpResponseMessage response = await (responses.Count > 1 ? responses.Dequeue() : responses.Peek())(cancellationToken);
        response.RequestMessage = request;
        response.Headers.Date ??= Date;
        if (Echoes)
            response.Headers.TryAddWithoutValidation("X-Request-Id", request.Headers.GetValues("X-Request-Id"));
        return response;
    }

    /// <param name="Line">Method, path and query as they are sent.</param>
    /// <param name="Body">Null when the request had no content.</param>
    internal sealed record Sent(string Line, Uri Address, Dictionary<string, string> Headers, byte[]? Body, string? ContentType);
}
