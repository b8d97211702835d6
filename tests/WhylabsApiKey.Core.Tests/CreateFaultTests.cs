using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests that a create is sent only once when the service creates the key and then fails.</summary>
public class CreateFaultTests
{
    public static TheoryData<string> Faults =>
    [
        "FIN before a response", "RST before a response", "FIN after the status line", "RST after the status line", "FIN in the headers",
        "FIN in the middle of the body", "RST in the middle of the body", "a response without its secret", "an empty JSON object",
        "a web page", "an empty body", "a secret of 70,000 characters", "incomplete JSON",
        "502", "504", "408", "no response in time", "a body that stalls",
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Create_is_not_retried_and_the_error_names_the_created_key(string fault) => AssertOneCreateAsync(fault, reuse: false);

    [Theory]
    [InlineData("FIN before a response")]
    [InlineData("RST before a response")]
    [InlineData("FIN in the middle of the body")]
    public Task Create_on_a_reused_connection_is_not_retried(string fault) => AssertOneCreateAsync(fault, reuse: true);

    [Fact]
    public async Task Create_without_a_connection_is_retried_and_its_outcome_is_known()
    {
        int port;
        await using (var closed = new RawServer(_ => Task.CompletedTask))
            port = closed.Port;
        using var client = new RealClient(new Uri($"http://127.0.0.1:{port}"), retries: 1);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => CreateAsync(client));
        Assert.Equal(WhylabsErrorId.ConnectionFailed, error.ErrorId);
        Assert.Equal(2, error.Attempts);
    }

    private static Task<ApiKey> CreateAsync(RealClient client) =>
        client.Api.CreateAsync(new CreateApiKeyRequest("org-123", "bob", [":user"], "ci"), default);

    private static async Task AssertOneCreateAsync(string fault, bool reuse)
    {
        string created = "";
        await using var server = new RawServer(request =>
        {
            if (request.Method != "POST")
                return request.SendAsync(RawRequest.Json(created.Length == 0 ? Wire.List() : Wire.List(created)));
            string now = $"{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ss.fff}";
            created = """{"keyId":"madeonce00","orgId":"org-123","userId":"bob","alias":"ci","scopes":[":user"],"creationTime":"NOW"}"""
                .Replace("NOW", now, StringComparison.Ordinal);
            return BreakAsync(request, created, fault);
        });
        bool isSlow = fault is "no response in time" or "a body that stalls";
        using var client = new RealClient(server.Endpoint, timeoutSeconds: isSlow ? 1 : 30);
        if (reuse)
            await client.Api.ListAsync("org-123", null, default);

        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => CreateAsync(client));

        Assert.Equal(1, server.Count("POST"));
        Assert.Equal(WhylabsErrorId.CreateOutcomeUnknown, error.ErrorId);
        Assert.Equal(["madeonce00"], error.CandidateKeyIds);
        Assert.Equal(1, error.Attempts);
        if (reuse)
            Assert.True(server.Connections <= 2);
    }

    private static async Task BreakAsync(RawRequest request, string created, string fault)
    {
        string response = RawRequest.Json(created[..^1] + $",\"key\":\"{Wire.Secret}\"}}");
        int body = response.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        string? sent = fault switch
        {
            "FIN after the status line" or "RST after the status line" =>
                response[..(response.IndexOf('\n', StringComparison.Ordinal) + 1)],
            "FIN in the headers" => response[..(body - 10)],
            "FIN in the middle of the body" or "RST in the middle of the body" or "a body that stalls" => response[..(body + 60)],
            "a response without its secret" => RawRequest.Json(created),
            "an empty JSON object" => RawRequest.Json("{}"),
            "a web page" => RawRequest.Json("<html>Welcome</html>"),
            "a secret of 70,000 characters" => RawRequest.Json(created[..^1] + $",\"key\":\"{new string('x', 70_000)}\"}}"),
            "an empty body" => RawRequest.Json(""),
            "incomplete JSON" => RawRequest.Json(response[body..^5]),
            "502" or "504" or "408" => RawRequest.Status(int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture)),
            _ => null,
        };
        if (sent is not null)
            await request.SendAsync(sent);
        if (fault.StartsWith("FIN", StringComparison.Ordinal))
            request.Close();
        else if (fault.StartsWith("RST", StringComparison.Ordinal))
            request.Reset();
        else if (fault is "no response in time" or "a body that stalls")
            await request.WaitForCancellationAsync();
    }
}
