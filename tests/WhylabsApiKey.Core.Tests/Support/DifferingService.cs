using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace WhylabsApiKey.Core.Tests.Support;

/// <summary>A service that responds to one operation with a matching response, except for the specified changes.</summary>
/// <param name="operation">0 list, 1 list of a user, 2 look-up, 3 create, 4 revoke, 5 validate, 6 members.</param>
internal sealed class DifferingService(int operation, bool isV1, int[] changes) : HttpMessageHandler
{
    public const string Secret = "opaquesecretofthenewkey";

    /// <summary>The possible changes of a key, of the body, and of the status and headers.</summary>
    public static readonly Change[] Changes =
    [
        .. new[]
        {
            "orgId=\"org-999\"", "orgId=\"ORG-123\"", "orgId=\"\"", "orgId", "orgId=7", "userId=\"eve\"", "userId=\"Bob\"",
            "userId",
            "keyId=\"key0000002\"", "keyId=\"KEY0000001\"", "keyId=\"AbCdEfGh12\"", "keyId", "keyId=\"\"",
            "alias=\"cd\"", "alias=\"\"", "alias",
            "alias=\"ci \"", "scopes=[\":a\"]", "scopes=[\":b\",\":a\"]", "scopes=[\":a\",\":b\",\":administrator\"]",
            "scopes=[]", "scopes",
            "scopes=null", "scopes=\":a\"", "scopes=[null]", "expirationTime", "expirationTime=\"2026-07-01T11:59:59.5\"",
            "expirationTime=\"2026-07-01T12:00:00.001\"", "expirationTime=\"2027-07-01T12:00:00\"",
            "expirationTime=\"2020-01-01T00:00:00\"",
            "expirationTime=\"soon\"", "expirationTime=\"-0001-01-01T00:00:00\"", "expirationTime=\"+10000-01-01T00:00:00\"",
            "expirationTime=1", "creationTime", "creationTime=\"soon\"", "creationTime=\"2020-01-01T00:00:00\"",
            "creationTime=\"9999-12-31T23:59:59\"", "revoked=true", "revoked=false", "revoked=null", "revoked=\"true\"", "revoked",
            "key", "key=\"\"", "key=\"another000.x:org-123\"", $"key=\"key0000001.{Secret}:org-999\"", $"key=\"key0000001.{Secret}\"",
            "key={}", "resourceId=\"model-1\"", "lastUsedTime=\"soon\"",
        }.Select(OfKey),
        .. new[]
        {
            ("\"keyId\"", "\"revoked\":false,\"keyId\""), ("\"keyId\"", "\"revoked\":true,\"keyId\""),
            ("\"keyId\"", "\"keyId\":\"x\",\"keyId\""),
            ("\"keyId\"", "\"orgId\":\"org-999\",\"keyId\""), ("\"keyId\"", "\"KEYID\""),
            ("\"userId\"", "\"userId\":\"eve\",\"userId\""),
            ("{", ""), ("}", ""), ("}", "}}"), ("\"items\"", "\"items\":[],\"items\""), ("\"items\"", "\"Items\""),
            ("\"memberships\"", "\"items\""),
            ("\"requestId\"", "\"requestID\""), ("REQUEST", "another"), ("REQUEST", ""), ("org-123", "org-999"),
        }.Select(pair => new Change(
            $"{pair.Item1} -> {pair.Item2}", service => service.Text = ReplaceFirst(service.Text, pair.Item1, pair.Item2))),
        new("empty", service => service.Text = ""),
        new("null", service => service.Text = "null"),
        new("an empty object", service => service.Text = "{}"),
        new("a page", service => (service.Text, service._mediaType) = ("<html></html>", "text/html")),
        new("cut", service => service.Text = service.Text[..(service.Text.Length / 2)]),
        new("no echo", service => service._echo = null),
        new("another's echo", service => service._echo = "another"),
        new("a clock ahead", service => service._date = FakeClock.Noon.AddDays(400)),
        new("a clock behind", service => service._date = FakeClock.Noon.AddDays(-400)),
        new("a cached response", service => service._age = TimeSpan.FromHours(1)),
        .. new[] { 201, 204, 206, 301, 303, 304, 400, 401, 403, 404, 407, 408, 409, 429, 500, 502, 504 }
            .Select(status => new Change($"{status}", service => service.Status = status)),
    ];

    private string? _echo = "REQUEST";
    private string _mediaType = "application/json";
    private DateTime _date = FakeClock.Noon;
    private TimeSpan? _age;
    private bool _wasCreated;

    public int Operation { get; } = isV1 && operation is (1 or 6) ? 0 : operation;

    public bool IsV1 => isV1;

    public int Status { get; private set; } = 200;

    /// <summary>The body of the last response.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Whether the response to a validation is recognizable as the service's.</summary>
    public bool IsOwn => _mediaType != "text/html" && (_echo == "REQUEST" || (_echo is null && Text.Length == 0)
        || Text.Contains("\"requestId\":\"REQUEST\"", StringComparison.Ordinal));

    public static CreateApiKeyRequest Request(string? owner) =>
        new("org-123", owner, [":a", ":b"], "ci", new DateTimeOffset(FakeClock.Noon.AddDays(30)));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string requestId = request.Headers.GetValues("X-Request-Id").Single();
        if (_wasCreated && request.Method == HttpMethod.Get)
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{\"items\":[]}") });
        _wasCreated = request.Method == HttpMethod.Post;
        var key = new JsonObject
        {
            ["keyId"] = "key0000001",
            ["orgId"] = "org-123",
            ["userId"] = "bob",
            ["creationTime"] = "2026-06-01T12:00:00",
            ["expirationTime"] = "2026-07-01T12:00:00",
            ["scopes"] = new JsonArray(":a", ":b"),
            ["alias"] = "ci",
        };
        if (Operation == 3)
            key["key"] = $"key0000001.{Secret}:org-123";
        if (Operation == 4)
            key["revoked"] = true;
        foreach (int change in changes)
            Changes[change].OfKey?.Invoke(key);
        Text = Operation switch
        {
            0 or 1 => Wire.List(key.ToJsonString()),
            2 => isV1 ? Wire.List(key.ToJsonString()) : $$"""{"key":{{key.ToJsonString()}}}""",
            3 or 4 => key.ToJsonString(),
            5 => """{"requestId":"REQUEST"}""",
            _ => """{"memberships":[{"orgId":"org-123","userId":"bob","email":"bob@example.com"}]}""",
        };
        foreach (int change in changes)
            Changes[change].OfResponse?.Invoke(this);
        var response = new HttpResponseMessage((HttpStatusCode)Status)
        {
            Content = new StringContent(Text.Replace("REQUEST", requestId, StringComparison.Ordinal)),
            RequestMessage = request,
        };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue(_mediaType);
        (response.Headers.Date, response.Headers.Age) = (new DateTimeOffset(_date), _age);
        if (_echo is not null)
            response.Headers.Add("X-Request-Id", _echo.Replace("REQUEST", requestId, StringComparison.Ordinal));
        return Task.FromResult(response);
    }

    private static Change OfKey(string text)
    {
        string[] parts = text.Split('=', 2);
        return new Change(text, OfResponse: null, key =>
        {
            if (parts.Length == 1)
                key.Remove(parts[0]);
            else
                key[parts[0]] = JsonNode.Parse(parts[1]);
        });
    }

    private static string ReplaceFirst(string text, string part, string other)
    {
        int at = text.IndexOf(part, StringComparison.Ordinal);
        return at < 0 ? text : text[..at] + other + text[(at + part.Length)..];
    }

    internal sealed record Change(string Name, Action<DifferingService>? OfResponse, Action<JsonObject>? OfKey = null);
}
