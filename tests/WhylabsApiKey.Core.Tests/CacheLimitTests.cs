using WhylabsApiKey.Core.Client;
using WhylabsApiKey.Core.Memory;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>What is remembered beyond one call has a limit and an end.</summary>
public class MemoryTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task An_id_is_remembered_for_its_time_from_the_last_time_it_was_added()
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
    public void Of_too_many_ids_the_newest_are_remembered()
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
    public void A_service_is_the_same_however_its_address_is_written(string one, string other, bool same)
    {
        (Uri first, Uri second) = (new Uri(one), new Uri(other));
        Assert.Equal(same, Endpoints.AreSame(first, second));
        Assert.Equal(same, new HashSet<Uri>(Endpoints.Comparer) { first }.Contains(second));
    }

    [Fact]
    public async Task Too_many_requests_hold_back_a_client_that_writes_the_address_differently()
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
