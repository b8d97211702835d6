using System.Diagnostics;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Reads and revocations on connections that break, and requests that are given up.</summary>
public class BrokenConnectionTests
{
    public static TheoryData<string> Faults => ["FIN", "RST", "FIN after headers", "FIN in body", "RST in body", "503", "no answer"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_revocation_is_repeated_until_it_is_confirmed(string fault)
    {
        string answer = RawRequest.Json(Wire.KeyWith("\"revoked\":true"));
        int count = 0;
        await using var server = new RawServer(
            request => Interlocked.Increment(ref count) < 3 ? BreakAsync(request, answer, fault) : request.SendAsync(answer));
        using var client = new RealClient(server.Endpoint, Patience(fault));
        Assert.True((await client.Api.RevokeAsync("org-123", "user-123", "HMiFAgQeNb", default)).Revoked);
        Assert.Equal(3, server.Count("DELETE"));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_list_is_whole_or_an_error(string fault)
    {
        string answer = RawRequest.Json(Wire.List([.. Enumerable.Repeat(Wire.Key, 1000)]));
        await using var server = new RawServer(request => BreakAsync(request, answer, fault));
        using var client = new RealClient(server.Endpoint, Patience(fault), retries: 1);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.ListAsync("org-123", null, default));
        Assert.Equal(
            fault switch
            {
                "FIN" or "RST" => WhylabsErrorId.ConnectionFailed,
                "503" => WhylabsErrorId.ServerError,
                "no answer" => WhylabsErrorId.Timeout,
                _ => WhylabsErrorId.InvalidResponse,
            },
            error.ErrorId);
        Assert.Equal(2, error.Attempts);
    }

    [Theory]
    [InlineData(403, WhylabsErrorId.Forbidden, 1)]
    [InlineData(429, WhylabsErrorId.TooManyRequests, 2)]
    public async Task The_status_counts_when_the_body_of_an_error_breaks_off(int status, WhylabsErrorId expected, int creates)
    {
        await using var server = new RawServer(async request =>
        {
            await request.SendAsync(
                $"HTTP/1.1 {status} No\r\n{request.Echo}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{\"mess");
            request.Close();
        });
        using var client = new RealClient(server.Endpoint, retries: 1);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => client.Api.CreateAsync(new CreateApiKeyRequest("org-123", "bob", []), default));
        Assert.Equal(expected, error.ErrorId);
        Assert.Equal(creates, server.Count("POST"));
    }

    [Fact]
    public async Task A_body_that_never_ends_is_ended_by_the_time_of_the_attempt()
    {
        await using var server = new RawServer(async request =>
        {
            await request.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
            while (true)
            {
                await request.SendAsync(" ");
                await Task.Delay(50, request.End);
            }
        });
        using var client = new RealClient(server.Endpoint, timeoutSeconds: 0.5, retries: 0);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.ListAsync("org-123", null, default));
        Assert.Equal(WhylabsErrorId.Timeout, error.ErrorId);
        Assert.Contains("0.5 s", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("request")]
    [InlineData("body")]
    [InlineData("back-off")]
    [InlineData("reconciliation")]
    public async Task A_caller_who_gives_up_is_let_go_and_the_server_too(string during)
    {
        using var cancel = new CancellationTokenSource();
        var gone = new TaskCompletionSource();
        await using var server = new RawServer(async request =>
        {
            if (during == "back-off" || (during == "reconciliation" && request.Method == "POST"))
            {
                await request.SendAsync("HTTP/1.1 504 Late\r\nRetry-After: 50\r\nContent-Length: 0\r\n\r\n");
                if (during == "back-off")
                    cancel.CancelAfter(200);
            }
            else
            {
                if (during == "body")
                    await request.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
                cancel.CancelAfter(200);
            }

            if (during != "reconciliation" || request.Method != "POST")
                await request.ClientGoneAsync();
            gone.TrySetResult();
        });
        using var client = new RealClient(server.Endpoint, timeoutSeconds: 100);

        Task work = during == "reconciliation"
            ? client.Api.CreateAsync(new CreateApiKeyRequest("org-123", "bob", []), cancel.Token)
            : client.Api.ListAsync("org-123", null, cancel.Token);
        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "It sat out the wait of 50 s or the limit of 100 s.");
        if (during is not "back-off")
            await gone.Task;
    }

    [Fact]
    public async Task Connections_are_kept_between_requests()
    {
        await using var server = new RawServer(request => request.SendAsync(RawRequest.Json(Wire.List())));
        using var client = new RealClient(server.Endpoint);
        for (int time = 0; time < 5; time++)
            await client.Api.ListAsync("org-123", null, default);
        Assert.Equal(1, server.Connections);
        Assert.Equal(5, server.Requests.Count);
    }

    [Fact]
    public async Task A_service_that_closes_after_every_answer_is_called_on_new_connections()
    {
        await using var server = new RawServer(async request =>
        {
            string body = request.Method == "POST"
                ? Wire.KeyWith($"\"scopes\":[\":user\"],\"key\":\"{Wire.Secret}\"")
                : Wire.List();
            await request.SendAsync(RawRequest.Json(body, "Connection: close\r\n"));
            request.Close();
        });
        using var client = new RealClient(server.Endpoint, retries: 0);
        for (int time = 0; time < 3; time++)
        {
            await client.Api.ListAsync("org-123", null, default);
            await client.Api.CreateAsync(new CreateApiKeyRequest("org-123", "user-123", [":user"]), default);
        }

        Assert.Equal(6, server.Connections);
        Assert.Equal(3, server.Count("POST"));
    }

    [Fact]
    public async Task A_connection_that_the_service_ended_while_idle_is_replaced()
    {
        await using var server = new RawServer(async request =>
        {
            await request.SendAsync(RawRequest.Json(Wire.List()));
            request.Close();
        });
        using var client = new RealClient(server.Endpoint);
        for (int time = 0; time < 3; time++)
            Assert.Empty(await client.Api.ListAsync("org-123", null, default));
        Assert.Equal(3, server.Connections);
    }

    // Only what is to run out of time runs out of time, on a machine that pauses too.
    private static double Patience(string fault) => fault == "no answer" ? 1 : 30;

    private static async Task BreakAsync(RawRequest request, string answer, string fault)
    {
        int body = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        if (fault == "503")
            await request.SendAsync(RawRequest.Status(503));
        if (fault.Contains("headers", StringComparison.Ordinal))
            await request.SendAsync(answer[..body]);
        if (fault.Contains("body", StringComparison.Ordinal))
            await request.SendAsync(answer[..((body + answer.Length) / 2)]);
        if (fault.StartsWith("FIN", StringComparison.Ordinal))
            request.Close();
        else if (fault.StartsWith("RST", StringComparison.Ordinal))
            request.Reset();
        else if (fault == "no answer")
            await request.ClientGoneAsync();
    }
}
