using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Sandbox.Contract;

/// <summary>Tests the v0 operations on keys of the service's contract.</summary>
public sealed class KeyContractTests : ContractTest
{
    private const string Paid = $"/v0/organizations/{DemoOrganization.PaidOrgId}/api-key";
    private const string Unhandled =
        """500 {"message":"Internal Server Error","_embedded":{"errors":[{"message":"Internal Server Error: …"}]},"_links":…}""";

    public static TheoryData<string, string, string> Sentences =>
    [
        // List and get
        Row("A list is an object with items.", Operator, $"GET {Keys}", """200 {"items":[{"keyId":"HMiFAgQeNb",…]}"""),
        Row("The list of an organization has last uses.", Operator, $"GET {Keys}", "200 …\"lastUsedTime\":…"),
        Row("The list of a user has revoked keys.", Operator, $"GET {Keys}?user_id=user-123",
            "200 …\"Qv71ksZpTa\"…\"revoked\":true}…"),
        Row("A list of an unknown organization is empty.", Operator, "GET /v0/organizations/none/api-key", """200 {"items":[]}"""),
        Row("A list of an unknown user is empty.", Operator, $"GET {Keys}?user_id=nobody", """200 {"items":[]}"""),
        Row("Ids are case-sensitive.", Operator, $"GET {Keys}?user_id=BOB", """200 {"items":[]}"""),
        Row(
            "Get wraps the key in an object.",
            Operator,
            $"GET {Keys}/zP0gHsa6Ri",
            """200 {"key":{"keyId":"zP0gHsa6Ri","orgId":"org-123",…}}"""),
        Row("Get finds expired keys.", Operator, $"GET {Keys}/fh4dUNV3WQ", """200 {"key":{"keyId":"fh4dUNV3WQ",…}}"""),
        Row("Get of an unknown key is an empty object.", Operator, $"GET {Keys}/none", "200 {}"),
        Row("Get of a revoked key is an empty object.", Operator, $"GET {Keys}/Qv71ksZpTa", "200 {}"),
        Row("A repeated user_id is joined with commas.", Operator, $"GET {Keys}?user_id=bob&user_id=user-123", """200 {"items":[]}"""),

        // Create
        Row("Create returns the token.", Operator, $"POST {Keys}?user_id=bob", "200 {\"key\":\"…:org-123\",\"keyId\":…}"),
        Row("Create accepts an empty JSON body.", Operator, $"POST {Keys}?user_id=bob | Content-Type: application/json", "200 {…}"),
        Row("Create does not accept a form.", Operator, $"POST {Keys}?user_id=bob | Content-Type: application/x-www-form-urlencoded",
            "404"),
        Row("Create does not accept plain text.", Operator, $"POST {Keys}?user_id=bob | Content-Type: text/plain", "404"),
        Row("A key without scopes has no scopes.", Operator, $"POST {Keys}?user_id=bob", "200 …\"creationTime\":\"…\",\"alias\":…"),
        Row("The alias is always present.", Operator, $"POST {Keys}?user_id=bob", "200 …,\"alias\":\"\",\"revoked\":false}"),
        Row("A repeated alias is joined with commas.", Operator, $"POST {Keys}?user_id=bob&alias=a&alias=b", "200 …\"alias\":\"a,b\"…"),
        Row("One value of scopes is split at its commas.", Operator, $"POST {Keys}?user_id=bob&scopes=:user,:write_data",
            "200 …\"scopes\":[\":write_data\",\":user\"]…"),
        Row("Scopes are unordered.", Operator, $"POST {Keys}?user_id=bob&scopes=:user&scopes=:write_data",
            "200 …\"scopes\":[\":write_data\",\":user\"]…"),
        Row("Equal scopes count once.", Operator, $"POST {Keys}?user_id=bob&scopes=:user&scopes=:user", "200 …\"scopes\":[\":user\"]…"),
        Row("Keys of any organization may have platform scopes.", Operator, $"POST {Keys}?user_id=bob&scopes=:whylabs_system",
            "200 …\"scopes\":[\":whylabs_system\"]…"),
        Row("A key with a blank expiry never expires.", Operator, $"POST {Keys}?user_id=bob&expiration_time=",
            "200 …\"creationTime\":\"…\",\"alias\":…"),
        Row("The owner does not have to exist.", Operator, $"POST {Keys}?user_id=tpyo", "200 …\"userId\":\"tpyo\"…"),
        Row("The owner is not trimmed.", Operator, $"POST {Keys}?user_id=%20bob", "200 …\"userId\":\" bob\"…"),
        Row("Aliases are not unique.", Operator, $"POST {Keys}?user_id=bob&alias=ci", "200 …\"alias\":\"ci\"…"),
        Row("There is no latest expiry.", Operator, $"POST {Keys}?user_id=bob&expiration_time=253402300799000",
            "200 …\"expirationTime\":\"9999-12-31T23:59:59\"…"),
        Row("An expiry in more than 60 seconds is accepted.", Operator, "POST " + Keys + "?user_id=bob&expiration_time={in 65 s}",
            "200 …\"expirationTime\"…"),

        // An owner with a #
        Row("A create for an owner with # fails.", Operator, $"POST {Paid}?user_id=a%23b", Unhandled),
        Row("After a create with #, the organization's list fails.", Operator, $"POST {Paid}?user_id=a%23b > GET {Paid}", Unhandled),
        Row("After a create with #, other user lists fail.", Operator, $"POST {Paid}?user_id=a%23b > GET {Paid}?user_id=carol", Unhandled),
        Row("After a create with #, a look-up fails.", Operator, $"POST {Paid}?user_id=a%23b > GET {Paid}/PaIdAdMiN1", Unhandled),
        Row("After a create with #, the list of v1 fails.", Operator,
            $"POST {Paid}?user_id=a%23b > GET {V1} | X-WHYLABS-ORGANIZATION: {DemoOrganization.PaidOrgId}", Unhandled),
        Row("A create with # does not affect other organizations.", Operator, $"POST {Paid}?user_id=a%23b > GET {Keys}", "200 …"),

        // Revoke
        Row("Revoke returns the revoked key.", Operator, $"DELETE {Keys}?user_id=bob&key_id=zP0gHsa6Ri",
            "200 {\"keyId\":\"zP0gHsa6Ri\",…,\"revoked\":true}"),
        Row("Revoke is idempotent.", Operator, $"DELETE {Keys}?user_id=user-123&key_id=Qv71ksZpTa", "200 …\"revoked\":true}"),
        Row("A key can revoke itself.", Operator, "DELETE /v0/organizations/0/api-key?user_id=operator&key_id=OpErAtOr01", "200 …true}"),
        Row("Revoke of an unknown key is not found.", Operator, $"DELETE {Keys}?user_id=bob&key_id=none",
            """404 {"message":"Resource ApiKey with ID none not found.","requestId":"…","type":"ResourceNotFound"}"""),
        Row("Revoke with a wrong owner is not found.", Operator, $"DELETE {Keys}?user_id=carol&key_id=zP0gHsa6Ri",
            """404 {"message":"Resource ApiKey with ID zP0gHsa6Ri not found.",…}"""),
    ];

    [Theory]
    [MemberData(nameof(Sentences))]
    public Task Sandbox_follows_the_contract(string caller, string requests, string response) => AssertAsync(caller, requests, response);
}
