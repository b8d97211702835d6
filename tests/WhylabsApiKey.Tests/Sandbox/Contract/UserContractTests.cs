namespace WhylabsApiKey.Tests.Sandbox.Contract;

/// <summary>Tests the operations on members, users and organizations of the service's contract.</summary>
public sealed class UserContractTests : ContractTest
{
    private const string OfOrganization = "GET /v0/membership/org/org-123?include_claims=true";
    private const string OfUser = "GET /v0/membership/user?email=";
    private const string ByEmail = "GET /v0/user?email=";
    private const string Managed = "GET /v1/organizations/managed-organizations";

    public static TheoryData<string, string, string> Sentences =>
    [
        // Members
        Row("A member has an organization, a role, an id, an email and a default.", Administrator, $"GET {Members}",
            """200 {"memberships":[{"orgId":"org-123","role":"ADMIN","userId":"user-123","email":"ada@example.com","default":true},…]}"""),
        Row("The list of members omits SAML members.", Administrator, $"GET {Members}",
            """200 …"bob@example.com","default":false}]}"""),
        Row("Members of an unknown organization are not found.", Operator, "GET /v0/organizations/none/membership",
            """404 {"message":"Resource Organization with ID none not found.",…}"""),
        Row("All members of an organization include SAML members.", Operator, OfOrganization,
            """200 …"bob@example.com","default":false},{"orgId":"org-123","role":"MEMBER","userId":"user-555",…}]}"""),
        Row("Without include_claims, the list omits SAML members.", Operator, "GET /v0/membership/org/org-123",
            """200 …"bob@example.com","default":false}]}"""),
        Row("All members of an unknown organization are not found.", Operator, "GET /v0/membership/org/none?include_claims=true",
            """404 {"message":"Resource Organization with ID none not found.",…}"""),
        Row("A user's organizations are found by email.", Operator, OfUser + "carol@example.com&include_claims=true",
            """200 {"memberships":[{"orgId":"org-900","role":"ADMIN","userId":"carol","email":"carol@example.com","default":true}]}"""),
        Row("A SAML member's organizations are found too.", Operator, OfUser + "linus@example.com&include_claims=true",
            """200 {"memberships":[{"orgId":"org-123",…}]}"""),
        Row("A SAML member's organizations need include_claims.", Operator, OfUser + "linus@example.com", """200 {"memberships":[]}"""),
        Row("A former member has no organizations.", Operator, OfUser + "heidi@example.com&include_claims=true",
            """200 {"memberships":[]}"""),
        Row("The organizations of an unknown user are not found.", Operator, OfUser + "x@example.com",
            "404 {\"message\":\"Resource User…"),

        // Users
        Row("A user is found by email.", Operator, ByEmail + "ada@example.com",
            """200 {"userId":"user-123","email":"ada@example.com"}"""),
        Row("Email addresses are compared without case.", Operator, ByEmail + "Ada@Example.com", """200 {"userId":"user-123",…}"""),
        Row("A former member is found by email.", Operator, ByEmail + "heidi@example.com", """200 {"userId":"user-789",…}"""),
        Row("A SAML member is found by email.", Operator, ByEmail + "linus@example.com", """200 {"userId":"user-555",…}"""),
        Row("An unknown email is not found.", Operator, ByEmail + "x@example.com", """404 {"message":"Resource User…","requestId":…}"""),
        Row("A user is found by id.", Operator, "GET /v0/user/bob", """200 {"userId":"bob","email":"bob@example.com"}"""),
        Row("A former member is found by id.", Operator, "GET /v0/user/user-789", """200 {"userId":"user-789",…}"""),
        Row("An unknown id is not found.", Operator, "GET /v0/user/service",
            """404 {"message":"Resource User with ID service not found.",…}"""),

        // Organizations
        Row("All organizations have an id, a name, a tier and a parent.", Operator, "GET /v0/organizations",
            """200 {"items":[…{"id":"org-900","name":"Example Research","subscriptionTier":"PAID","parentOrgId":"org-123"}],"""
            + "\"internal\":true}"),
        Row("The managed organizations are listed.", Administrator, Managed, """200 [{"orgId":"org-900","name":"Example Research"}]"""),
        Row("The list of managed organizations can be empty.", PaidAdministrator, Managed, "200 []"),
        Row("A user may list managed organizations.", User, Managed, """200 [{"orgId":"org-900",…}]"""),
        Row("An account administrator may not list managed organizations.", "org-123 :account_administrator", Managed, "403"),
        Row("An operator sends the parent.", Operator, Managed + " | X-WHYLABS-ORGANIZATION: org-123", """200 [{"orgId":"org-900",…}]"""),
        Row("An operator must specify the parent.", Operator, Managed, "400 {…}"),

        // Access
        .. AccessRows(ByEmail + "ada@example.com"),
        .. AccessRows("GET /v0/user/bob"),
        .. AccessRows(OfOrganization),
        .. AccessRows(OfUser + "bob@example.com"),
        .. AccessRows("GET /v0/organizations"),
    ];

    [Theory]
    [MemberData(nameof(Sentences))]
    public Task Sandbox_follows_the_contract(string caller, string requests, string response) => AssertAsync(caller, requests, response);

    private static IEnumerable<TheoryDataRow<string, string, string>> AccessRows(string request) =>
    [
        Row($"The platform's administrators may use {request}.", "0 :whylabs_administrator", request, "200 …"),
        Row($"An organization's administrators may not use {request}.", Administrator, request, "403"),
        Row($"Other keys of organization 0 may not use {request}.", "0 :administrator", request, "403"),
    ];
}
