using System.Net;
using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>The bucket of requests that each organization has.</summary>
public sealed class RateLimitTests : SandboxHttpTest
{
    private const string Other = "/v0/organizations/org-900/api-key";

    [Fact]
    public async Task An_empty_bucket_is_429_with_bare_text_under_the_type_of_json()
    {
        await StartAsync(new SandboxOptions { RateLimit = 2 });
        await RespondsAsync(Keys, 200, 200, 429, 429);
        using HttpResponseMessage response = await SendAsync("GET", Keys, Demo.OperatorToken);
        Assert.Equal("Too many requests. Please try again later.", await response.Content.ReadAsStringAsync());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Null(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_request_without_a_token_in_the_bucket_changes_nothing()
    {
        await StartAsync(new SandboxOptions { RateLimit = 1 });
        await RespondsAsync(Keys, 200);
        int keys = Server.Store.All.Count;
        using HttpResponseMessage response = await SendAsync("POST", Keys + "?user_id=bob", Demo.OperatorToken);
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(keys, Server.Store.All.Count);
    }

    [Theory]
    [InlineData(Keys, Keys + "/zP0gHsa6Ri", 429)]
    [InlineData(Keys, Members, 429)]
    [InlineData(Keys, "/v0/membership/org/org-123", 429)]
    [InlineData(Keys, Other, 200)]
    [InlineData(Keys, "/v0/user/bob", 200)]
    [InlineData("/v0/user/bob", "/v0/organizations", 429)]
    [InlineData("/v0/user/bob", V1, 429)]
    public async Task The_bucket_is_that_of_the_organization_in_the_path_or_else_of_the_address(string first, string second, int status)
    {
        await StartAsync(new SandboxOptions { RateLimit = 1 });
        await RespondsAsync(first, 200);
        await RespondsAsync(second, status);
    }

    [Fact]
    public async Task In_v1_it_is_that_of_the_organization_acted_on()
    {
        await StartAsync(new SandboxOptions { RateLimit = 1 });
        await RespondsAsync(Keys, 200);
        using HttpResponseMessage own = await SendAsync("GET", V1, Demo.AdministratorToken);
        Assert.Equal(HttpStatusCode.TooManyRequests, own.StatusCode);
        using HttpResponseMessage managed = await SendAsync("GET", V1, Demo.AdministratorToken, organization: DemoOrganization.PaidOrgId);
        Assert.Equal(HttpStatusCode.OK, managed.StatusCode);
        await RespondsAsync(Other, 429);
    }

    [Fact]
    public async Task A_request_that_is_refused_costs_nothing()
    {
        await StartAsync(new SandboxOptions { RateLimit = 1 });
        foreach ((string method, string target, string? token, int status) in new[]
        {
            ("GET", Keys, null, 401), ("GET", Keys, Demo.UserToken, 403), ("PUT", Keys, Demo.OperatorToken, 404),
        })
        {
            using HttpResponseMessage response = await SendAsync(method, target, token);
            Assert.Equal(status, (int)response.StatusCode);
        }
        await RespondsAsync(Keys, 200, 429);
    }

    [Fact]
    public async Task The_bucket_refills_by_one()
    {
        await StartAsync(new SandboxOptions { RateLimit = 2, RateLimitRefillMs = 2000 });
        await RespondsAsync(Keys, 200, 200, 429);
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        await RespondsAsync(Keys, 200);
    }

    [Fact]
    public async Task Without_a_limit_there_is_no_bucket()
    {
        await StartAsync(new SandboxOptions { RateLimit = 0 });
        await RespondsAsync(Keys, [.. Enumerable.Repeat(200, 50)]);
    }

    private async Task RespondsAsync(string target, params int[] statuses)
    {
        foreach (int status in statuses)
        {
            using HttpResponseMessage response = await SendAsync("GET", target, Demo.OperatorToken);
            Assert.Equal(status, (int)response.StatusCode);
        }
    }
}
