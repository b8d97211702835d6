using System.Net;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests how the client reads a list of organizations, and which responses it refuses.</summary>
public class OrganizationTests
{
    private const string Route = "GET /v0/organizations";

    [Fact]
    public async Task Organization_has_every_property_of_the_response()
    {
        RouteTable service = new RouteTable().On(
            Route,
            """
            {"items":[{"id":"org-1","name":"One","subscriptionTier":"PAID","emailDomains":"example.com","parentOrgId":"org-2","new":[1]},
            {"orgId":"org-2","name":" ","parentOrgId":null}]}
            """);
        IReadOnlyList<Organization> all = await new TestClient(service).Api.ListOrganizationsAsync(default);
        Assert.Equal(
            ("org-1", "One", "PAID", "example.com", "org-2", "https://songbird.example.com/"),
            (all[0].OrgId, all[0].Name, all[0].Tier, all[0].EmailDomains, all[0].ParentOrgId, all[0].IssuedBy.AbsoluteUri));
        Assert.Equal("org-2", $"{all[1]}");
        Assert.Null(all[1].Name ?? all[1].Tier ?? all[1].EmailDomains ?? all[1].ParentOrgId);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"items":[null]}""")]
    [InlineData("""{"items":[{"name":"One"}]}""")]
    [InlineData("""{"items":[{"id":" "}]}""")]
    [InlineData("""{"items":[{"id":"org-1","orgId":"org-2"}]}""")]
    [InlineData("""{"items":[{"id":"org-1","id":"org-1"}]}""")]
    [InlineData("""{"items":[{"id":"org-1"}""")]
    public async Task List_that_is_incomplete_or_has_no_organization_id_is_InvalidResponse(string body)
    {
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(new RouteTable().On(Route, body), retries: 0).Api.ListOrganizationsAsync(default));
        Assert.Equal(WhylabsErrorId.InvalidResponse, error.ErrorId);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, WhylabsErrorId.Forbidden)]
    [InlineData(HttpStatusCode.NotFound, WhylabsErrorId.RouteNotFound)]
    public async Task Status_is_mapped_to_an_error_id(HttpStatusCode status, WhylabsErrorId expected)
    {
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(new RouteTable().On(Route, status), retries: 0).Api.ListOrganizationsAsync(default));
        Assert.Equal(expected, error.ErrorId);
    }
}
