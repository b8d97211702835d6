using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Sandbox.Contract;

/// <summary>Tests the access rules of the service's contract.</summary>
public sealed class AccessContractTests : ContractTest
{
    private const string Validate = V1 + "/validate";
    private const string Secret = "abcdefghijABCDEFGHIJ0123456789abcdefghijABCDEFGHIJ+-^";
    private const string Complex = "CoMpLeX001." + Secret;
    private const string Sts = """{"AccessKeyId":"ASIA","SecretAccessKey":"secret","SessionToken":"token"}""";

    public static TheoryData<string, string, string> Sentences =>
    [
        // Credentials
        Row("A missing token is 401 with an empty body.", NoKey, $"GET {Keys}", "401"),
        Row("A malformed token is 403 with an empty body.", "malformed", $"GET {Keys}", "403"),
        Row("An expired key is 403.", "fh4dUNV3WQ", $"GET {Validate}", "403"),
        Row("A revoked key is 403.", "Qv71ksZpTa", $"GET {Validate}", "403"),
        Row("A token may have the characters + - ^ ! $ & @.", Complex + ":org-123", $"GET {Validate}", "200 {…}"),
        Row("A token without an organization works.", Complex, $"GET {Validate}", "200 {…}"),
        Row("The organization behind a token is ignored.", Complex + ":org-900", $"GET {Validate}", "200 {…}"),
        Row("A token with two colons is 403.", Complex + ":org-123:x", $"GET {Validate}", "403"),
        Row("A token in double quotes is 403.", $"\"{Complex}\"", $"GET {Validate}", "403"),
        Row("A token in single quotes is 403.", $"'{Complex}'", $"GET {Validate}", "403"),
        Row("A token after Bearer is 403.", "Bearer " + Complex, $"GET {Validate}", "403"),
        Row("A token that is too short is 403.", Complex[..^1], $"GET {Validate}", "403"),
        Row("A cookie can replace the header.", NoKey, $"GET {Validate} | Cookie: X-API-Key={Complex}", "200 {…}"),
        Row("STS credentials may call v0.", Sts, $"GET {Keys}", "200 {…}"),
        Row("Validate refuses STS credentials.", Sts, $"GET {Validate}", "403"),
        Row("Other JSON is not valid as credentials.", """{"Key":"x"}""", $"GET {Keys}", "403"),

        // v0
        Row("An administrator may not call v0.", Administrator, $"GET {Keys}", "403"),
        Row("A user may not call v0.", User, $"GET {Keys}", "403"),
        Row("Platform scopes have no effect outside organization 0.", "org-123 :whylabs_system", $"GET {Keys}", "403"),
        Row("A key of 0 needs :whylabs_system for v0.", "0 :administrator", $"GET {Keys}", "403"),
        Row(":whylabs_administrator alone may not call v0.", "0 :whylabs_administrator", $"GET {Keys}", "403"),
        Row(":whylabs_administrator alone may list members.", "0 :whylabs_administrator", $"GET {Members}", "200 {…}"),
        Row("Scopes are case-sensitive.", "0 :WHYLABS_SYSTEM", $"GET {Keys}", "403"),

        // v1
        Row("A key with :administrator may call v1.", "org-123 :administrator", $"GET {V1}", "200 {…}"),
        Row("A key with :account_administrator may call v1.", "org-123 :account_administrator", $"GET {V1}", "200 {…}"),
        Row("A key with another scope may not call v1.", "org-123 :write_data", $"GET {V1}", "403"),
        Row("A key without scopes may not call v1.", "org-123 ", $"GET {V1}", "403"),
        Row("A key without scopes is valid.", "org-123 ", $"GET {Validate}", "200 {…}"),
        Row("A key of 0 has all ordinary roles.", "0 :user", $"GET {V1}", "200 {…}"),
        Row("An operator specifies the organization in v1.", Operator, $"GET {V1} | X-WHYLABS-ORGANIZATION: org-123", "200 {…}"),
        Row("An operator without the header is 400.", Operator, $"GET {V1}", "400 {\"message\":\"Bad Request\",…}"),
        Row("An operator with a blank header is 400.", Operator, $"GET {V1} | X-WHYLABS-ORGANIZATION:  ", "400 {…}"),
        Row("An operator may specify any organization.", Operator, $"GET {V1} | X-WHYLABS-ORGANIZATION: none", "200 {\"items\":[]}"),
        Row("An operator validates without the header.", Operator, $"GET {Validate}", "200 {…}"),
        Row("An administrator acts on a managed organization.", Administrator, $"GET {V1} | X-WHYLABS-ORGANIZATION: org-900", "200 {…}"),
        Row("Another organization is 403 for an administrator.", PaidAdministrator, $"GET {V1} | X-WHYLABS-ORGANIZATION: org-123", "403"),
        Row("A blank header is ignored.", Administrator, $"GET {V1} | X-WHYLABS-ORGANIZATION:  ", "200 {…}"),

        // Members
        Row("An administrator lists members.", Administrator, $"GET {Members}", "200 {\"memberships\":[…]}"),
        Row("An account administrator lists no members.", "org-123 :account_administrator", $"GET {Members}", "403"),
        Row("A parent's administrator lists no managed members.", Administrator, "GET /v0/organizations/org-900/membership", "403"),
    ];

    [Theory]
    [MemberData(nameof(Sentences))]
    public Task Sandbox_follows_the_contract(string caller, string requests, string response)
    {
        Server.Store.Add(new StoredKey(Complex[..10], Complex + ":org-123", "org-123", "bob", DateTime.UtcNow));
        return AssertAsync(caller, requests, response);
    }
}
