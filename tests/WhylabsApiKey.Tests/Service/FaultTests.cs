using System.Net;
using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Service;

/// <summary>The bad days that the sandbox can be asked to have.</summary>
public sealed class FaultTests : ServiceTest
{
    [Fact]
    public async Task A_new_key_is_hidden_for_as_long_as_was_asked()
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
    public async Task A_new_key_is_refused_for_as_long_as_was_asked()
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
    [InlineData("503", 503, "<html>")]
    [InlineData("403", 403, "")]
    public async Task A_status_fault_strikes_as_often_as_was_asked_and_in_place_of_the_operation(string fault, int status, string text)
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
    [InlineData("drop")]
    [InlineData("truncate")]
    public async Task A_connection_fault_strikes_after_the_operation(string fault)
    {
        await StartAsync(new SandboxOptions { Fault = fault, FaultEvery = 1 });
        int keys = Server.Store.All.Count;
        await Assert.ThrowsAsync<HttpRequestException>(async () =>
        {
            using HttpResponseMessage response = await SendAsync("POST", Keys + "?user_id=bob", Demo.OperatorToken, new ByteArrayContent([]));
        });
        Assert.Equal(keys + 1, Server.Store.All.Count);
    }

    private sealed class SettableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
