using System.Net;
using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>Tests the rate limit of each organization in the sandbox.</summary>
public sealed class RateLimitTests : SandboxHttpTest
{
    private const string Other = "/v0/organizations/org-900/api-key";

    [Fact]
    public async Task Rate_limit_responds_429_with_plain_text_and_a_json_content_type()
    {
        await StartAsync(new SandboxOptions { RateLimit = 2 });
        await AssertStatusesAsync(Keys, 200, 200, 429, 429);
        using HttpResponseMessage response = await SendAsync("GET", Keys, Demo.OperatorToken);
        Assert.Equal("Too many requests. Please try again later.", await response.Content.ReadAsStringAsync());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Null(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Rate_limited_request_does_not_change_anything()
    {
        await StartAsync(new SandboxOptions { RateLimit = 1 });
        await AssertStatusesAsync(Keys, 200);
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
    public async Task Rate_limit_counts_by_the_organization_in_the_path_or_else_by_the_address(string first, string second, int status)
    {
        await StartAsync(new SandboxOptions { RateLimit = 1 });
        await AssertStatusesAsync(first, 200);
        await AssertStatusesAsync(second, status);
    }

    [Fact]
    public async Task Rate_limit_in_v1_counts_by_the_acting_organization()
    {
        await StartAsync(new SandboxOptions { RateLimit = 1 });
        await AssertStatusesAsync(Keys, 200);
        using HttpResponseMessage own = await SendAsync("GET", V1, Demo.AdministratorToken);
        Assert.Equal(HttpStatusCode.TooManyRequests, own.StatusCode);
        using HttpResponseMessage managed = await SendAsync("GET", V1, Demo.AdministratorToken, organization: DemoOrganization.PaidOrgId);
        Assert.Equal(HttpStatusCode.OK, managed.StatusCode);
        await AssertStatusesAsync(Other, 429);
    }

    [Fact]
    public async Task Rate_limit_does_not_count_refused_requests()
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
        await AssertStatusesAsync(Keys, 200, 429);
    }

    [Fact]
    public async Task Rate_limit_refills_one_request_at_a_time()
    {
        await StartAsync(new SandboxOptions { RateLimit = 2, RateLimitRefillMs = 2000 });
        await AssertStatusesAsync(Keys, 200, 200, 429);
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        await AssertStatusesAsync(Keys, 200);
    }

    [Fact]
    public async Task Rate_limit_of_zero_is_no_limit()
    {
        await StartAsync(new SandboxOptions { RateLimit = 0 });
        await AssertStatusesAsync(Keys, [.. Enumerable.Repeat(200, 50)]);
    }

    private async Task AssertStatusesAsync(string target, params int[] statuses)
    {
        foreach (int status in statuses)
        {
            using HttpResponseMessage response = await SendAsync("GET", target, Demo.OperatorToken);
            Assert.Equal(status, (int)response.StatusCode);
        }
    }
}
