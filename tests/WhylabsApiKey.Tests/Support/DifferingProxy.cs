using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Support;

/// <summary>A proxy in front of the sandbox that changes responses as the test specifies.</summary>
internal sealed class DifferingProxy : IAsyncDisposable
{
    /// <summary>The possible changes of each key, of the body, and of the status and headers.</summary>
    public static readonly Action<Response>[] Changes =
    [
        .. new[]
        {
            "orgId=\"org-999\"", "orgId", "userId=\"eve\"", "userId", "keyId=\"OtHeRkEy01\"",
            "keyId=\"OpErAtOr01\"", "keyId=\"K2uVt5wNxe\"", "keyId", "alias=\"another\"",
            "scopes=[\":administrator\"]", "scopes=[]", "scopes",
            "expirationTime=\"2020-01-01T00:00:00\"",
            "expirationTime=\"2999-01-01T00:00:00\"", "expirationTime", "expirationTime=\"soon\"", "creationTime=\"2020-01-01T00:00:00\"",
            "creationTime", "creationTime=7", "revoked=true", "revoked=false", "revoked=\"true\"", "key=\"OtHeRkEy01.x:org-123\"", "key",
            "resourceId=\"model-1\"", "lastUsedTime=\"soon\"",
        }.Select(OfKeys),
        .. new[]
        {
            ("\"keyId\"", "\"revoked\":true,\"keyId\""), ("\"keyId\"", "\"revoked\":false,\"keyId\""),
            ("\"keyId\"", "\"keyId\":\"x\",\"keyId\""),
            ("{", ""), ("}", ""), ("\"items\"", "\"Items\""), ("\"requestId\"", "\"requestID\""), ("org-123", "org-999"),
        }.Select(pair => (Action<Response>)(response =>
            response.Body = response.Body.Replace(pair.Item1, pair.Item2, StringComparison.Ordinal))),
        response => response.Body = "",
        response => response.Body = "null",
        response => response.Body = "{}",
        response => (response.Body, response.MediaType) = ("<html></html>", "text/html"),
        response => response.Body = response.Body[..(response.Body.Length / 2)],
        response => response.Echo = null,
        response => response.Echo = "another",
        response => response.Date = DateTime.UtcNow.AddDays(400),
        response => response.Date = DateTime.UtcNow.AddDays(-400),
        .. new[] { 201, 204, 301, 303, 304, 400, 401, 403, 404, 409, 429, 500, 502 }
            .Select(status => (Action<Response>)(response => response.Status = status)),
    ];

    private readonly HttpListener _listener = new();
    private readonly HttpClient _http = new();
    private readonly Uri _service;
    private readonly Task _serving;

    public DifferingProxy(SandboxServer service)
    {
        _service = service.Endpoint;
        using (var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Endpoint.AbsoluteUri);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Endpoint { get; }

    /// <summary>Changes a response. The argument is the number of responses since this property was set.</summary>
    public Action<int, Response> Change
    {
        get;
        set => (field, Responses) = (value, []);
    } = (_, _) => { };

    /// <summary>The changed responses since <see cref="Change"/> was set.</summary>
    public List<Response> Responses { get; private set; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
        _http.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                await PassAsync(await _listener.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test has ended.
        }
        finally
        {
            // If this proxy fails, the client must not wait. The test gets the exception when it disposes the proxy.
            _listener.Close();
        }
    }

    private async Task PassAsync(HttpListenerContext context)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.HttpMethod), new Uri(_service, context.Request.RawUrl!));
        foreach (string name in new[] { "X-API-Key", "X-Request-Id", "Accept" })
            request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name]);
        using HttpResponseMessage original = await _http.SendAsync(request);
        var response = new Response(context.Request.HttpMethod, context.Request.RawUrl!)
        {
            Status = (int)original.StatusCode,
            Body = await original.Content.ReadAsStringAsync(),
            Echo = context.Request.Headers["X-Request-Id"],
            MediaType = original.Content.Headers.ContentType?.ToString(),
        };
        Change(Responses.Count, response);
        Responses.Add(response);
        context.Response.StatusCode = response.Status;
        context.Response.ContentType = response.MediaType;
        if (response.Echo is not null)
            context.Response.Headers["X-Request-Id"] = response.Echo;
        if (response.Date is { } date)
            context.Response.Headers["Date"] = date.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        byte[] bytes = response.Status is 204 or 304 ? [] : Encoding.UTF8.GetBytes(response.Body);
        context.Response.ContentLength64 = bytes.Length;
        await context.Response.OutputStream.WriteAsync(bytes);
        context.Response.Close();
    }

    private static Action<Response> OfKeys(string text)
    {
        string[] parts = text.Split('=', 2);
        return response =>
        {
            if (Parse(response.Body) is not { } body)
                return;
            foreach (JsonObject key in Keys(body))
            {
                key.Remove(parts[0]);
                if (parts.Length == 2)
                    key[parts[0]] = JsonNode.Parse(parts[1]);
            }

            response.Body = body.ToJsonString();
        };
    }

    // Returns null if an earlier change has broken the body.
    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonObject>(body, JsonSerializerOptions.Strict);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonObject> Keys(JsonObject body) => body["items"] is JsonArray items ? items.OfType<JsonObject>()
        : body["key"] is JsonObject key ? [key]
        : body["keyId"] is not null ? [body]
        : [];

    internal sealed record Response(string Method, string Target)
    {
        public int Status { get; set; }

        public string Body { get; set; } = "";

        public string? Echo { get; set; }

        public string? MediaType { get; set; }

        public DateTime? Date { get; set; }
    }
}
