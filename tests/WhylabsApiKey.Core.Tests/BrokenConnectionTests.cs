using System.Diagnostics;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests list and revoke on broken connections, connection reuse, timeouts and cancellation.</summary>
public class BrokenConnectionTests
{
    public static TheoryData<string> Faults => ["FIN", "RST", "FIN after headers", "FIN in body", "RST in body", "503", "no response"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Revoke_is_retried_after_a_broken_connection_until_it_is_confirmed(string fault)
    {
        string response = RawRequest.Json(Wire.KeyWith("\"revoked\":true"));
        int count = 0;
        await using var server = new RawServer(
            request => Interlocked.Increment(ref count) < 3 ? BreakAsync(request, response, fault) : request.SendAsync(response));
        using var client = new RealClient(server.Endpoint, TimeoutSeconds(fault));
        Assert.True((await client.Api.RevokeAsync("org-123", "user-123", "HMiFAgQeNb", default)).Revoked);
        Assert.Equal(3, server.Count("DELETE"));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task List_with_a_broken_connection_is_an_error_after_the_retry(string fault)
    {
        string response = RawRequest.Json(Wire.List([.. Enumerable.Repeat(Wire.Key, 1000)]));
        await using var server = new RawServer(request => BreakAsync(request, response, fault));
        using var client = new RealClient(server.Endpoint, TimeoutSeconds(fault), retries: 1);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.ListAsync("org-123", null, default));
        Assert.Equal(
            fault switch
            {
                "FIN" or "RST" => WhylabsErrorId.ConnectionFailed,
                "503" => WhylabsErrorId.ServerError,
                "no response" => WhylabsErrorId.Timeout,
                _ => WhylabsErrorId.InvalidResponse,
            },
            error.ErrorId);
        Assert.Equal(2, error.Attempts);
        Assert.Equal(2, server.Count("GET"));
    }

    [Theory]
    [InlineData(403, WhylabsErrorId.Forbidden, 1)]
    [InlineData(429, WhylabsErrorId.TooManyRequests, 2)]
    public async Task Error_with_an_incomplete_body_is_reported_by_its_status(int status, WhylabsErrorId expected, int creates)
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
    public async Task List_with_an_endless_body_times_out()
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
    public async Task Cancellation_ends_the_call_and_closes_the_connection(string during)
    {
        using var cancel = new CancellationTokenSource();
        var closed = new TaskCompletionSource();
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
                await request.WaitForCancellationAsync();
            closed.TrySetResult();
        });
        using var client = new RealClient(server.Endpoint, timeoutSeconds: 100);

        Task work = during == "reconciliation"
            ? client.Api.CreateAsync(new CreateApiKeyRequest("org-123", "bob", []), cancel.Token)
            : client.Api.ListAsync("org-123", null, cancel.Token);
        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "The call waited for Retry-After (50 s) or the timeout (100 s).");
        if (during is not "back-off")
            await closed.Task;
    }

    [Fact]
    public async Task Requests_reuse_the_connection()
    {
        await using var server = new RawServer(request => request.SendAsync(RawRequest.Json(Wire.List())));
        using var client = new RealClient(server.Endpoint);
        for (int time = 0; time < 5; time++)
            await client.Api.ListAsync("org-123", null, default);
        Assert.Equal(1, server.Connections);
        Assert.Equal(5, server.Requests.Count);
    }

    [Fact]
    public async Task Requests_use_new_connections_when_the_service_closes_each_one()
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
    public async Task Idle_connection_that_the_service_closed_is_replaced()
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

    // Only the test of a timeout uses a short one, so that a slow machine causes no other timeout.
    private static double TimeoutSeconds(string fault) => fault == "no response" ? 1 : 30;

    private static async Task BreakAsync(RawRequest request, string response, string fault)
    {
        int body = response.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        if (fault == "503")
            await request.SendAsync(RawRequest.Status(503));
        if (fault.Contains("headers", StringComparison.Ordinal))
            await request.SendAsync(response[..body]);
        if (fault.Contains("body", StringComparison.Ordinal))
            await request.SendAsync(response[..((body + response.Length) / 2)]);
        if (fault.StartsWith("FIN", StringComparison.Ordinal))
            request.Close();
        else if (fault.StartsWith("RST", StringComparison.Ordinal))
            request.Reset();
        else if (fault == "no response")
            await request.WaitForCancellationAsync();
    }
}
