namespace WhylabsApiKey.Tests.Sandbox.Contract;

/// <summary>Tests the errors of the service's contract.</summary>
public sealed class ErrorContractTests : ContractTest
{
    private const string Id = " | X-Request-Id: my-request";
    private const string Create = $"POST {Keys}?user_id=bob";

    public static TheoryData<string, string, string> Sentences =>
    [
        // 400
        Row("An error of the service has its request id and a type.", Operator, Create + "&expiration_time=0" + Id,
            """400 {"message":"Invalid expiration time","requestId":"my-request","type":"IllegalArgument"}"""),
        Row("An expiry in less than 60 seconds is refused.", Operator, Create + "&expiration_time={in 59 s}",
            """400 {"message":"Invalid expiration time",…}"""),
        Row("The error for an unknown scope names it.", Operator, Create + "&scopes=:user&scopes=:x",
            """400 {"message":"Invalid scope provided: :x",…}"""),
        Row("Scopes are case-sensitive.", Operator, Create + "&scopes=:USER", """400 {"message":"Invalid scope provided: :USER",…}"""),
        Row("A malformed value is an error of the framework, without a request id.", Operator, Create + "&expiration_time=soon" + Id,
            """400 {"message":"Bad Request","_embedded":{"errors":[{"message":"Failed to convert argument [expiration_time] """
            + """for value [soon]"}]},"_links":{"self":{"href":"/v0/organizations/org-123/api-key","templated":false}}}"""),
        Row("A repeated expiry is malformed.", Operator, Create + "&expiration_time=1&expiration_time=2", "400 …for value [1,2]…"),
        Row("Create requires an owner.", Operator, $"POST {Keys}", "400 …Required QueryValue [user_id] not specified…"),
        Row("Revoke requires an owner.", Operator, $"DELETE {Keys}?key_id=zP0gHsa6Ri", "400 …Required QueryValue [user_id] not specified…"),
        Row("Revoke requires a key id.", Operator, $"DELETE {Keys}?user_id=bob", "400 …Required QueryValue [key_id] not specified…"),
        Row("The expiry is checked before the organization.", Operator,
            "POST /v0/organizations/none/api-key?user_id=bob&expiration_time=0", "400 …Invalid expiration time…"),

        // 404
        Row("Create in an unknown organization is not found.", Operator, "POST /v0/organizations/none/api-key?user_id=bob" + Id,
            """404 {"message":"Resource Organization with ID none not found.","requestId":"my-request","type":"ResourceNotFound"}"""),
        Row("An unknown route is 404 with an empty body.", Operator, "GET /v0/nothing/here", "404"),
        Row("A wrong base path is 404 with an empty body.", Operator, "GET /api" + Keys, "404"),
        Row("A wrong method is 404 with an empty body.", Operator, $"PUT {Keys}?user_id=bob", "404"),
        Row("A wrong method of a key route is 404 with an empty body.", Operator, $"DELETE {Keys}/zP0gHsa6Ri", "404"),
        Row("An unsupported Accept is 404 with an empty body.", Operator, $"GET {Keys} | Accept: application/xml", "404"),
        Row("An Accept of any type is accepted.", Operator, $"GET {Keys} | Accept: */*", "200 {…}"),
        Row("An Accept with JSON in a list is accepted.", Operator, $"GET {Keys} | Accept: text/xml, application/json;q=0.5", "200 {…}"),
        Row("An unknown route is 404 with any token.", "malformed", "GET /v0/nothing/here", "404"),
        Row("An unknown route is 401 without a token.", NoKey, "GET /v0/nothing/here", "401"),

        // Browsers
        Row("Accept: text/html turns 401 into a redirect.", NoKey, $"GET {Keys} | Accept: text/html", "303 /login"),
        Row("Accept: text/html turns 403 into a redirect.", User, $"GET {Keys} | Accept: text/html, */*", "303 /login"),
        Row("A health check needs no token.", NoKey, "GET /health", "200 {…}"),
    ];

    [Theory]
    [MemberData(nameof(Sentences))]
    public Task Sandbox_follows_the_contract(string caller, string requests, string response) => AssertAsync(caller, requests, response);
}
