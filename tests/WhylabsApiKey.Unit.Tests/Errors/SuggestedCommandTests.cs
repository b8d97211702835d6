namespace WhylabsApiKey.Unit.Tests.Errors;

/// <summary>The commands that people paste.</summary>
public class SuggestedCommandTests
{
    [Theory]
    [InlineData("org-123", "bob", ApiVersion.V0, " -UserId 'bob' -OrgId 'org-123'")]
    [InlineData(null, null, ApiVersion.V1, "")]
    [InlineData("it's", "o‘neil", ApiVersion.V0, " -UserId 'o‘‘neil' -OrgId 'it''s'")]
    public void It_names_the_service_the_version_and_the_organization(string? orgId, string? userId, ApiVersion version, string expected)
    {
        string end = $"{expected} -Endpoint 'https://songbird.example.com/' -ApiVersion {version}";
        Assert.Equal(
            $"Revoke-WhylabsApiKey -KeyId 'key0000001'{end}", SuggestedCommand.Revoke(Keys.Service, version, orgId, userId, "key0000001"));
        Assert.Equal($"Get-WhylabsApiKey{end}", SuggestedCommand.Get(Keys.Service, version, orgId, userId));
    }

    [Theory]
    [InlineData("a\u001bb")]
    [InlineData("a\u202eb")]
    [InlineData("  ")]
    [InlineData("")]
    [InlineData(null)]
    public void There_is_none_for_an_id_that_cannot_be_shown(string? id)
    {
        id ??= new string('x', 501);
        Assert.NotNull(SuggestedCommand.Revoke(Keys.Service, ApiVersion.V0, "org-123", "bob", "key0000001"));
        Assert.Null(SuggestedCommand.Revoke(Keys.Service, ApiVersion.V0, id, "bob", "key0000001"));
        Assert.Null(SuggestedCommand.Revoke(Keys.Service, ApiVersion.V0, "org-123", id, "key0000001"));
        Assert.Null(SuggestedCommand.Revoke(Keys.Service, ApiVersion.V0, "org-123", "bob", id));
    }
}
