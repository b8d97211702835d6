namespace WhylabsApiKey.Tests.Sandbox.Contract;

/// <summary>Tests the v1 operations of the service's contract.</summary>
public sealed class V1ContractTests : ContractTest
{
    public static TheoryData<string, string, string> Sentences =>
    [
        Row("Validate returns the request id.", User, $"GET {V1}/validate | X-Request-Id: my-request",
            """200 {"requestId":"my-request"}"""),
        Row("List has id, organization, expiry, scopes and alias.", PaidAdministrator, $"GET {V1}",
            """200 {"items":[{"keyId":"PaIdAdMiN1","orgId":"org-900","scopes":[":administrator"],"alias":"administration"}]}"""),
        Row("List omits the resource.", PaidAdministrator, $"POST {V1}?resource_id=model-1 > GET {V1}",
            """200 {"items":[…,{"keyId":"…","orgId":"org-900","alias":""}]}"""),
        Row("A created key belongs to the calling key.", PaidAdministrator, $"POST {V1}", """200 {"key":"…","userId":"PaIdAdMiN1",…}"""),
        Row("A created key has its resource.", PaidAdministrator, $"POST {V1}?resource_id=model-1",
            """200 {…"resourceId":"model-1",…}"""),
        Row("Create does not accept a form.", PaidAdministrator, $"POST {V1} | Content-Type: application/x-www-form-urlencoded", "404"),
        Row("Create checks the expiry first.", Administrator, $"POST {V1}?expiration_time=0&resource_id=none&scopes=x",
            """400 {"message":"Invalid expiration time",…}"""),
        Row("Create checks the resource second.", Administrator, $"POST {V1}?resource_id=none&scopes=x",
            """404 {"message":"Resource Model with ID none not found.","requestId":…,"type":"ResourceNotFound"}"""),
        Row("Create checks the tier third.", Administrator, $"POST {V1}?scopes=x", """400 {"message":"Cannot create API keys …"""),
        Row("Create checks the scopes last.", PaidAdministrator, $"POST {V1}?scopes=x",
            """400 {"message":"Invalid scope provided: x",…}"""),
        Row("A key with a blank expiry never expires.", PaidAdministrator, $"POST {V1}?expiration_time=",
            "200 …\"creationTime\":\"…\",\"alias\"…"),
        Row("One value of scopes is split at its commas.", PaidAdministrator, $"POST {V1}?scopes=:user,:write_data",
            "200 …\"scopes\":[\":write_data\",\":user\"]…"),
        Row("Revoke finds only keys that the calling key created.", PaidAdministrator, $"DELETE {V1}?key_id=PaIdAdMiN1",
            """404 {"message":"Resource ApiKey with ID PaIdAdMiN1 not found.",…}"""),
        Row("Revoke requires a key id.", PaidAdministrator, $"DELETE {V1}", "400 …Required QueryValue [key_id] not specified…"),
        Row("A wrong method is 404 with an empty body.", PaidAdministrator, $"PUT {V1}", "404"),
    ];

    [Theory]
    [MemberData(nameof(Sentences))]
    public Task Sandbox_follows_the_contract(string caller, string requests, string response) => AssertAsync(caller, requests, response);
}
