using WhylabsApiKey.Core.Client;
using WhylabsApiKey.Core.Memory;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests the lifetime and the capacity of the data that the process keeps between calls.</summary>
public class CacheLimitTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task Adding_an_id_again_renews_its_lifetime()
    {
        var ids = new RecentIds(TimeSpan.FromMinutes(2), capacity: 10, _clock);
        ids.Add("again");
        ids.Add("once");
        await _clock.DelayAsync(TimeSpan.FromMinutes(1), default);
        ids.Add("again");
        await _clock.DelayAsync(TimeSpan.FromMinutes(1), default);
        Assert.Equal((true, false), (ids.Contains("again"), ids.Contains("once")));
        await _clock.DelayAsync(TimeSpan.FromMinutes(1), default);
        Assert.False(ids.Contains("again"));
    }

    [Fact]
    public void Ids_over_the_capacity_are_forgotten_oldest_first()
    {
        var ids = new RecentIds(TimeSpan.FromDays(1), capacity: 3, _clock);
        string[] added = ["a", "b", "c", "d"];
        foreach (string id in added)
            ids.Add(id);
        Assert.Equal(["b", "c", "d"], added.Where(ids.Contains));
        ids.Remove("c");
        Assert.Equal(["b", "d"], added.Where(ids.Contains));
    }

    [Theory]
    [InlineData("https://songbird.example.com", "https://SONGBIRD.example.com/", true)]
    [InlineData("https://songbird.example.com/api", "https://songbird.example.com:443/api/", true)]
    [InlineData("https://songbird.example.com", "http://songbird.example.com", false)]
    [InlineData("https://songbird.example.com", "https://songbird.example.com:8443", false)]
    [InlineData("https://songbird.example.com/api", "https://songbird.example.com/API", false)]
    public void Endpoints_are_compared_without_case_and_trailing_slash(string one, string other, bool same)
    {
        (Uri first, Uri second) = (new Uri(one), new Uri(other));
        Assert.Equal(same, Endpoints.AreSame(first, second));
        Assert.Equal(same, new HashSet<Uri>(Endpoints.Comparer) { first }.Contains(second));
    }

    [Fact]
    public async Task Throttling_delays_a_client_whose_address_differs_only_in_case()
    {
        await using var server = new RawServer(request => request.SendAsync(
            "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"));
        using var factory = new ClientFactory();
        var sink = new RecordingSink();
        foreach (string address in (string[])[$"{server.Endpoint.AbsoluteUri}", $"{server.Endpoint.AbsoluteUri}/"])
        {
            var options = new ClientOptions(new Uri(address), TestClient.Token, "agent") { MaximumRetryCount = 0 };
            await Assert.ThrowsAsync<WhylabsApiException>(() => factory.Create(options, sink).ListAsync("org-123", null, default));
        }

        Assert.Contains(sink.Messages, message => message.Text.StartsWith("Waiting", StringComparison.Ordinal));
    }
}
