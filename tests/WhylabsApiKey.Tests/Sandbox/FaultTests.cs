using System.Collections.Concurrent;
using System.Net;
using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>Tests the faults and delays that the sandbox simulates.</summary>
public sealed class FaultTests : SandboxHttpTest
{
    [Fact]
    public async Task Consistency_delay_hides_a_new_key_from_look_ups()
    {
        var clock = new SettableClock();
        await StartAsync(new SandboxOptions { ConsistencyDelayMs = 500 }, clock);
        string keyId = (string)(await JsonAsync("POST", Keys + "?user_id=bob"))["keyId"]!;
        Assert.Null((await JsonAsync("GET", $"{Keys}/{keyId}"))["key"]);
        using (HttpResponseMessage early = await SendAsync("DELETE", $"{Keys}?user_id=bob&key_id={keyId}", Demo.OperatorToken))
            Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        clock.Now += TimeSpan.FromMilliseconds(500);
        Assert.NotNull((await JsonAsync("GET", $"{Keys}/{keyId}"))["key"]);
    }

    [Fact]
    public async Task Consistency_delay_refuses_a_new_key_as_token()
    {
        var clock = new SettableClock();
        await StartAsync(new SandboxOptions { ConsistencyDelayMs = 500 }, clock);
        string token = (string)(await JsonAsync("POST", Keys + "?user_id=bob"))["key"]!;
        using (HttpResponseMessage early = await SendAsync("GET", V1 + "/validate", token))
            Assert.Equal(HttpStatusCode.Forbidden, early.StatusCode);
        clock.Now += TimeSpan.FromMilliseconds(500);
        await JsonAsync("GET", V1 + "/validate", token);
    }

    [Theory]
    [InlineData("429", 429, "Too many requests. Please try again later.")]
    [InlineData("500", 500, "\"type\":\"Internal\"")]
    [InlineData("500-unhandled", 500, "\"message\":\"Internal Server Error: ")]
    [InlineData("503", 503, "<html>")]
    [InlineData("403", 403, "")]
    public async Task Status_fault_replaces_the_operation_of_every_nth_request(string fault, int status, string text)
    {
        await StartAsync(new SandboxOptions { Fault = fault, FaultEvery = 2 });
        await JsonAsync("POST", Keys + "?user_id=bob");
        int keys = Server.Store.All.Count;
        using HttpResponseMessage response = await SendAsync("POST", Keys + "?user_id=bob", Demo.OperatorToken);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(text, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(keys, Server.Store.All.Count);
    }

    [Theory]
    [InlineData("drop-before", 0)]
    [InlineData("drop", 1)]
    [InlineData("truncate", 1)]
    public async Task Connection_fault_applies_before_or_after_the_operation(string fault, int made)
    {
        await StartAsync(new SandboxOptions { Fault = fault, FaultEvery = 1 });
        int keys = Server.Store.All.Count;
        await FailAsync("POST", Keys + "?user_id=bob");
        Assert.Equal(keys + made, Server.Store.All.Count);
    }

    [Theory]
    [InlineData("GET", V1)]
    [InlineData("GET", V1 + "/validate")]
    [InlineData("GET", Members)]
    public async Task Fault_applies_to_every_route(string method, string target)
    {
        await StartAsync(new SandboxOptions { Fault = "503", FaultEvery = 1 });
        using HttpResponseMessage response = await SendAsync(method, target, Demo.OperatorToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [Fact]
    public async Task FaultFor_decides_the_fault_of_each_request()
    {
        await StartAsync(new SandboxOptions { Fault = "500", FaultEvery = 1 });
        Server.FaultFor = request => (request.Method, request.Target) switch
        {
            ("DELETE", _) => "drop-before",
            ("POST", _) => "drop",
            (_, V1 + "/validate") => "403",
            _ => null,
        };

        await FailAsync("DELETE", Keys + "?user_id=bob&key_id=zP0gHsa6Ri");
        Assert.NotNull(Server.Store.Find("org-123", "zP0gHsa6Ri"));
        int keys = Server.Store.All.Count;
        await FailAsync("POST", Keys + "?user_id=bob");
        Assert.Equal(keys + 1, Server.Store.All.Count);
        using (HttpResponseMessage refused = await SendAsync("GET", V1 + "/validate", Demo.OperatorToken))
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        await JsonAsync("GET", Keys);

        Server.FaultFor = null;
        using HttpResponseMessage again = await SendAsync("GET", Keys, Demo.OperatorToken);
        Assert.Equal(HttpStatusCode.InternalServerError, again.StatusCode);
    }

    [Theory]
    [InlineData("drop-before", "POST /v0/organizations/org-123/api-key?user_id=bob: not done (fault: drop-before)")]
    [InlineData("drop", "POST /v0/organizations/org-123/api-key?user_id=bob: 200 (fault: drop)")]
    public async Task Log_has_the_status_and_the_fault_of_each_request(string fault, string line)
    {
        var lines = new ConcurrentQueue<string>();
        Server.Log = lines.Enqueue;
        Server.FaultFor = _ => fault;
        await FailAsync("POST", Keys + "?user_id=bob");
        Assert.Equal(line, Assert.Single(lines));
    }

    [Fact]
    public async Task Unknown_fault_is_an_error()
    {
        Server.FaultFor = _ => "dropp";
        using HttpResponseMessage response = await SendAsync("GET", Keys, Demo.OperatorToken);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task Fault_undo_revoke_restores_the_key()
    {
        await StartAsync(new SandboxOptions { Fault = "undo-revoke", FaultEvery = 2 });
        const string Revoke = Keys + "?user_id=bob&key_id=zP0gHsa6Ri";
        foreach (bool undone in new[] { false, true })
        {
            Server.Store.Add(Server.Store.All.Single(key => key.KeyId == "zP0gHsa6Ri") with { Revoked = false });
            Assert.True((bool)(await JsonAsync("DELETE", Revoke))["revoked"]!);
            Assert.Equal(undone, Server.Store.Find("org-123", "zP0gHsa6Ri") is not null);
        }
    }

    private async Task FailAsync(string method, string target) => await Assert.ThrowsAsync<HttpRequestException>(async () =>
    {
        using HttpResponseMessage response = await SendAsync(method, target, Demo.OperatorToken, new ByteArrayContent([]));
    });
}
