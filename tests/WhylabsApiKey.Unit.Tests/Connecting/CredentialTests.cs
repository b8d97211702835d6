namespace WhylabsApiKey.Unit.Tests.Connecting;

/// <summary>The token that a command authenticates with, and the organization that it names.</summary>
public class CredentialTests
{
    [Theory]
    [InlineData("", "ApiKeyMissing")]
    [InlineData(" ", "ApiKeyMissing")]
    [InlineData("abc\ndef", "ApiKeyMalformed")]
    [InlineData("abc\n", "ApiKeyMalformed")]
    [InlineData("abc ", "ApiKeyMalformed")]
    [InlineData("schlüssel", "ApiKeyMalformed")]
    [InlineData("abc", "OrgIdMissing")]
    [InlineData("AbCdEfGh12.0123456789:0", "OrgIdMissing")]
    [InlineData("{\"AccessKeyId\":\"a:b\"}", "OrgIdMissing")]
    public void The_token_of_the_environment_is_there_is_a_header_value_and_tells_the_organization(string token, string errorId) =>
        Assert.Equal(errorId, Connections.RefusalOf(() => Connections.Resolve(environment: ("WHYLABS_API_KEY", token)).OrgId(null)));

    [Fact]
    public void A_token_that_tells_the_organization_needs_no_other()
    {
        (ServiceAddress Address, Credential Caller) connection = Connections.Resolve(environment: ("WHYLABS_API_KEY", Connections.Token));
        Assert.Equal("org-777", connection.OrgId(null));
        Assert.Equal("AbCdEfGh12", connection.Caller.KeyId);
    }

    [Theory]
    [InlineData("", "ApiKeyMissing")]
    [InlineData("abc\n", "ApiKeyMalformed")]
    [InlineData(" abc", "ApiKeyMalformed")]
    public void A_token_that_is_given_has_to_be_one_too(string token, string errorId) =>
        Assert.Equal(errorId, Connections.RefusalOf(() => Connections.Resolve(token: token)));

    [Theory]
    [InlineData("AbCdEfGh12.0123456789:org-777", "AbCdEfGh12", "org-777")]
    [InlineData("AbCdEfGh12.0123456789:0", "AbCdEfGh12", "0")]
    [InlineData("AbCdEfGh12.0123456789", "AbCdEfGh12", null)]
    [InlineData("AbCdEfGh12.0123456789:", "AbCdEfGh12", null)]
    [InlineData("AbCdEfGh12.a-b_c=d/e+f:0", "AbCdEfGh12", "0")]
    [InlineData("AbCdEfGh1.0123456789:org-777", null, null)]
    [InlineData("AbCdEfGh123.0123456789:org-777", null, null)]
    [InlineData("AbCdEfGh12", null, null)]
    [InlineData("{\"AccessKeyId\":\"a:b\"}", null, null)]
    public void A_token_tells_its_key_id_and_its_organization(string token, string? keyId, string? orgId) =>
        Assert.Equal((keyId, orgId), (TokenIdentity.Of(token).KeyId, TokenIdentity.Of(token).OrgId));
}
