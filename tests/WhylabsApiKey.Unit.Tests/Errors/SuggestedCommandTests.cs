namespace WhylabsApiKey.Unit.Tests.Errors;

/// <summary>Tests the commands that error messages suggest.</summary>
public class SuggestedCommandTests
{
    private const string Suffix = " -Endpoint 'https://songbird.example.com/' -ApiVersion V0";

    [Theory]
    [InlineData("HMiFAgQeNb", "'HMiFAgQeNb'")]
    [InlineData("x'; Write-Host owned #", "'x''; Write-Host owned #'")]
    [InlineData("x\u2019; Write-Host owned #", "'x\u2019\u2019; Write-Host owned #'")]
    public void Id_is_quoted_as_one_argument(string id, string quoted)
    {
        Assert.Equal(
            $"Revoke-WhylabsApiKey -KeyId {quoted} -UserId {quoted} -OrgId {quoted}{Suffix}",
            SuggestedCommand.Revoke(Keys.Service, ApiVersion.V0, id, id, id));
        Assert.Equal(
            $"Get-WhylabsApiKey -UserId {quoted} -OrgId {quoted}{Suffix}", SuggestedCommand.Get(Keys.Service, ApiVersion.V0, id, id));
    }

    [Theory]
    [InlineData("a\u001b[2J")]
    [InlineData("a\nb")]
    [InlineData("a\u202Eb")]
    [InlineData(" ")]
    [InlineData(" bob")]
    [InlineData("'bob'")]
    [InlineData("")]
    [InlineData(null)]
    public void Command_never_has_an_id_that_cannot_be_shown_or_is_refused(string? id)
    {
        id ??= new string('x', 501);
        Assert.NotNull(SuggestedCommand.Revoke(Keys.Service, ApiVersion.V0, "o", "u", "k"));
        Assert.Null(SuggestedCommand.Get(Keys.Service, ApiVersion.V0, "o", id));
        Assert.Null(SuggestedCommand.Revoke(Keys.Service, ApiVersion.V0, id, "u", "k"));
        Assert.Equal(
            $"Revoke-WhylabsApiKey -KeyId 'k' -OrgId 'o'{Suffix}", SuggestedCommand.Revoke(Keys.Service, ApiVersion.V0, "o", id, "k"));
        Assert.Null(SuggestedCommand.Revoke(Keys.Service, ApiVersion.V0, "o", "u", id));
    }

    [Fact]
    public void Unknown_ids_are_omitted() => Assert.Equal(
        "Get-WhylabsApiKey -Endpoint 'https://songbird.example.com/' -ApiVersion V1",
        SuggestedCommand.Get(Keys.Service, ApiVersion.V1, orgId: null, userId: null));
}
