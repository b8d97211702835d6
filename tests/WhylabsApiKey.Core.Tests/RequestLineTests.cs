using System.Net;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests that the client refuses a request line over 4,096 bytes, and counts the requests that it sends.</summary>
public class RequestLineTests
{
    private const string Keys = "/v0/organizations/org-123/api-key";

    [Theory]
    [InlineData("https://songbird.example.com", "")]
    [InlineData("https://gateway.example.com/whylabs/api/", "/whylabs/api")]
    public async Task Alias_is_accepted_up_to_the_maximum_length(string endpoint, string prefix)
    {
        string start = $"POST {prefix}{Keys}?user_id=user-123&scopes=%3Auser&alias=";
        int left = 4096 - (start + " HTTP/1.1").Length;
        string longest = new('a', left);
        RouteTable service = new RouteTable().On(
            start + longest, Wire.KeyWith($"\"scopes\":[\":user\"],\"alias\":\"{longest}\",\"key\":\"{Wire.Secret}\""));
        IWhylabsApiKeyClient api = new TestClient(service, endpoint).Api;
        Assert.Equal(longest, (await api.CreateAsync(With(longest), default)).Alias);
        Assert.Equal(4096, (Assert.Single(service.Requests).Line + " HTTP/1.1").Length);

        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => api.CreateAsync(With(longest + "a"), default));
        Assert.Equal(WhylabsErrorId.InvalidRequest, error.ErrorId);
        Assert.Equal(
            $"The alias is too long: {left:N0} characters are left for it in the request line, and it takes {left + 1:N0}.", error.Message);
        Assert.Throws<WhylabsApiException>(() => api.Check(With(longest + "a")));
        Assert.Single(service.Requests);
    }

    [Theory]
    [InlineData("x x", 1000, 5000)]
    [InlineData("é", 700, 4200)]
    [InlineData("😀", 400, 4800)]
    [InlineData("a", 100_000, 100_000)]
    public async Task Escaped_characters_count_as_they_are_sent(string letter, int times, int takes)
    {
        var service = new RouteTable();
        string alias = string.Concat(Enumerable.Repeat(letter, times));
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(service).Api.CreateAsync(With(alias), default));
        Assert.Contains($"and it takes {takes:N0}.", error.Message, StringComparison.Ordinal);
        Assert.Equal(letter != "a", error.Message.Contains("A blank takes three of them", StringComparison.Ordinal));
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task Alias_can_be_longer_in_v1()
    {
        int left = 4096 - "POST /v1/api-key?scopes=%3Auser&alias= HTTP/1.1".Length;
        var client = new TestClient(new RouteTable(), version: ApiVersion.V1);
        client.Api.Check(With(new string('a', left)) with { UserId = null });
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => client.Api.CreateAsync(With(new string('a', left + 1)) with { UserId = null }, default));
        Assert.Contains($"{left:N0} characters are left", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Id_that_makes_the_request_line_too_long_is_refused_without_a_request()
    {
        var service = new RouteTable();
        IWhylabsApiKeyClient api = new TestClient(service).Api;
        string id = new('u', 4096);
        Func<Task>[] calls =
        [
            () => api.ListAsync("org-123", id, default),
            () => api.GetAsync("org-123", id, default),
            () => api.RevokeAsync("org-123", "bob", id, default),
            () => api.CreateAsync(With("ci") with { UserId = id }, default),
        ];
        foreach (Func<Task> call in calls)
        {
            WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(call);
            Assert.Equal(WhylabsErrorId.InvalidRequest, error.ErrorId);
            Assert.Contains("and the service takes 4,096", error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task Each_attempt_is_counted_for_its_organization()
    {
        var reached = new List<string>();
        var counter = new RequestCounter(2, reached.Add);
        RouteTable service = new RouteTable()
            .On($"GET {Keys}", HttpStatusCode.ServiceUnavailable).On($"GET {Keys}", Wire.List())
            .On("GET /v0/organizations/org-456/api-key", Wire.List())
            .On("GET /v1/api-key/validate", HttpStatusCode.ServiceUnavailable);
        IWhylabsApiKeyClient api = new TestClient(service, retries: 1, requests: counter).Api;
        await api.ListAsync("org-456", null, default);
        Assert.Empty(reached);
        await api.ListAsync("org-123", null, default);
        Assert.Equal(["org-123"], reached);
        await Assert.ThrowsAsync<WhylabsApiException>(() => api.ValidateAsync(default));
        Assert.Equal(5, counter.Total);
        Assert.Equal(["org-123"], reached);
    }

    private static CreateApiKeyRequest With(string alias) => new("org-123", "user-123", [":user"], alias);
}
