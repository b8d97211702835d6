namespace WhylabsApiKey.Unit.Tests.Connecting;

/// <summary>Tests the token that a command authenticates with, and the organization in it.</summary>
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
    public void Token_in_the_environment_that_is_missing_malformed_or_without_organization_is_an_error(string token, string errorId) =>
        Assert.Equal(errorId, Connections.ErrorIdOf(() => Connections.Resolve(environment: ("WHYLABS_API_KEY", token)).OrgId(null)));

    [Fact]
    public void Organization_defaults_to_the_one_in_the_token()
    {
        (ServiceAddress Address, Credential Caller) connection = Connections.Resolve(environment: ("WHYLABS_API_KEY", Connections.Token));
        Assert.Equal("org-777", connection.OrgId(null));
        Assert.Equal("AbCdEfGh12", connection.Caller.KeyId);
    }

    [Theory]
    [InlineData("", "ApiKeyMissing")]
    [InlineData("abc\n", "ApiKeyMalformed")]
    [InlineData(" abc", "ApiKeyMalformed")]
    public void Token_argument_that_is_missing_or_malformed_is_an_error(string token, string errorId) =>
        Assert.Equal(errorId, Connections.ErrorIdOf(() => Connections.Resolve(token: token)));

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
    public void TokenIdentity_has_the_key_id_and_the_organization(string token, string? keyId, string? orgId) =>
        Assert.Equal((keyId, orgId), (TokenIdentity.Of(token).KeyId, TokenIdentity.Of(token).OrgId));
}
