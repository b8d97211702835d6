using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests that the client refuses operations that the API version does not support.</summary>
public class UnsupportedInVersionTests
{
    private const string OperatorToken = "OpErAtOr01.0123456789:0";

    private static readonly CreateApiKeyRequest WithoutOwner = new(null, null, [":user"]);

    private static readonly Dictionary<string, (ApiVersion, WhylabsErrorId, Func<IWhylabsApiKeyClient, Task>)> Calls = new()
    {
        ["a user of a list in v1"] = (ApiVersion.V1, WhylabsErrorId.UnsupportedInVersion, api => api.ListAsync(null, "bob", default)),
        ["an owner of a create in v1"] =
            (ApiVersion.V1, WhylabsErrorId.UnsupportedInVersion, api => api.CreateAsync(WithoutOwner with { UserId = "bob" }, default)),
        ["an owner of a revocation in v1"] =
            (ApiVersion.V1, WhylabsErrorId.UnsupportedInVersion, api => api.RevokeAsync(null, "bob", "k", default)),
        ["members in v1"] = (ApiVersion.V1, WhylabsErrorId.UnsupportedInVersion, api => api.ListMembersAsync("org-123", default)),
        ["a user by address in v1"] = (ApiVersion.V1, WhylabsErrorId.UnsupportedInVersion, api => api.FindUserAsync("a@b", default)),
        ["a user by id in v1"] = (ApiVersion.V1, WhylabsErrorId.UnsupportedInVersion, api => api.GetUserAsync("bob", default)),
        ["the managed organizations of an operator in v1"] =
            (ApiVersion.V1, WhylabsErrorId.UnsupportedInVersion, api => api.ListOrganizationsAsync(default)),
        ["a resource in v0"] = (ApiVersion.V0, WhylabsErrorId.UnsupportedInVersion, api => api.CreateAsync(
            new CreateApiKeyRequest("org-123", "bob", []) { ResourceId = "model-1" }, default)),
        ["a list without an organization in v0"] = (ApiVersion.V0, WhylabsErrorId.OrgIdMissing, api => api.ListAsync(null, null, default)),
        ["a look-up without an organization in v0"] = (ApiVersion.V0, WhylabsErrorId.OrgIdMissing, api => api.GetAsync(null, "k", default)),
        ["a create without an organization in v0"] =
            (ApiVersion.V0, WhylabsErrorId.OrgIdMissing, api => api.CreateAsync(WithoutOwner with { UserId = "bob" }, default)),
        ["a revocation without an organization in v0"] =
            (ApiVersion.V0, WhylabsErrorId.OrgIdMissing, api => api.RevokeAsync(null, "bob", "k", default)),
        ["a create without an owner in v0"] =
            (ApiVersion.V0, WhylabsErrorId.UserIdMissing, api => api.CreateAsync(WithoutOwner with { OrgId = "org-123" }, default)),
        ["a revocation without an owner in v0"] =
            (ApiVersion.V0, WhylabsErrorId.UserIdMissing, api => api.RevokeAsync("org-123", null, "k", default)),
        ["a blank user of a list in v0"] = (ApiVersion.V0, WhylabsErrorId.InvalidRequest, api => api.ListAsync("org-123", " ", default)),
        ["an empty user of a list in v0"] = (ApiVersion.V0, WhylabsErrorId.InvalidRequest, api => api.ListAsync("org-123", "", default)),
    };

    public static TheoryData<string> Refused => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Unsupported_operation_is_refused_without_a_request(string what)
    {
        var service = new RouteTable();
        (ApiVersion version, WhylabsErrorId refusal, Func<IWhylabsApiKeyClient, Task> call) = Calls[what];
        string token = what.Contains("operator", StringComparison.Ordinal) ? OperatorToken : TestClient.Token;
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => call(new TestClient(service, token: token, version: version).Api));
        Assert.Equal(refusal, error.ErrorId);
        Assert.Empty(service.Requests);
    }
}
