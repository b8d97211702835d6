using System.Net;
using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>Tests the effects of removed members, users and organizations, and of a missing tier.</summary>
public sealed class RemovalTests : SandboxHttpTest
{
    [Fact]
    public async Task Keys_of_a_removed_member_still_work()
    {
        Server.Store.Organizations.RemoveMember(DemoOrganization.OrgId, "user-456");
        await JsonAsync("GET", V1 + "/validate", Demo.UserToken);
        Assert.Equal("user-456", (string?)(await JsonAsync("GET", "/v0/user?email=grace@example.com"))["userId"]);
        Assert.DoesNotContain("user-456", (await JsonAsync("GET", Members)).ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("user-123", (await JsonAsync("GET", Members)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_of_a_removed_organization_still_work()
    {
        Server.Store.Organizations.Remove(DemoOrganization.OrgId);
        await JsonAsync("GET", V1, Demo.AdministratorToken);
        Assert.NotEmpty((await JsonAsync("GET", Keys))["items"]!.AsArray());
        await RefusedAsync(
            "POST", Keys + "?user_id=bob", Demo.OperatorToken, HttpStatusCode.NotFound, "Resource Organization with ID org-123 not found.");
    }

    [Fact]
    public async Task Member_without_a_user_record_is_omitted()
    {
        Assert.Contains("\"bob\"", (await JsonAsync("GET", Members)).ToJsonString(), StringComparison.Ordinal);
        Server.Store.Organizations.Users.Remove("bob");
        foreach (string target in new[] { Members, "/v0/membership/org/org-123?include_claims=true" })
        {
            string members = (await JsonAsync("GET", target)).ToJsonString();
            Assert.Contains("\"user-123\"", members, StringComparison.Ordinal);
            Assert.DoesNotContain("\"bob\"", members, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("FREE", true)]
    [InlineData("PAID", false)]
    [InlineData("SUBSCRIPTION", false)]
    public async Task Organization_without_a_tier_is_limited_like_a_free_one(string? tier, bool isLimited)
    {
        Server.Store.Organizations.Add(new Organization("org-777", "Tier") { SubscriptionTier = tier });
        DateTime yesterday = DateTime.UtcNow.AddDays(-1);
        for (int i = 0; i < 25; i++)
            Server.Store.Add(new StoredKey($"FullKey{i:D3}", "x", "org-777", "carol", yesterday) { Expires = yesterday });
        using HttpResponseMessage response = await SendAsync("POST", "/v0/organizations/org-777/api-key?user_id=carol", Demo.OperatorToken);
        Assert.Equal(isLimited, response.StatusCode == HttpStatusCode.BadRequest);
        string body = await response.Content.ReadAsStringAsync();
        Assert.Contains(isLimited ? """{"message":"Key limit reached",""" : "\"key\":", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Duplicate_membership_is_listed_once()
    {
        Server.Store.Organizations.AddMember(new Member("org-123", "VIEWER", "user-123", "ada@example.com") { ByClaim = true });
        string members = (await JsonAsync("GET", "/v0/membership/org/org-123?include_claims=true")).ToJsonString();
        Assert.Equal(2, members.Split("\"user-123\"").Length);
        Assert.Contains("\"ADMIN\",\"userId\":\"user-123\"", members, StringComparison.Ordinal);
    }
}
