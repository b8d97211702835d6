namespace WhylabsApiKey.Unit.Tests.Errors;

/// <summary>A command to paste names the service, the version and the organization, and is one command whatever the ids are.</summary>
public class SuggestedCommandTests
{
    private const string Place = " -Endpoint 'https://songbird.example.com/' -ApiVersion V0";

    [Theory]
    [InlineData("HMiFAgQeNb", "'HMiFAgQeNb'")]
    [InlineData("x'; Write-Host owned #", "'x''; Write-Host owned #'")]
    [InlineData("x\u2019; Write-Host owned #", "'x\u2019\u2019; Write-Host owned #'")]
    public void An_id_stays_one_word(string id, string quoted)
    {
        Assert.Equal(
            $"Revoke-WhylabsApiKey -KeyId {quoted} -UserId {quoted} -OrgId {quoted}{Place}",
            SuggestedCommand.Revoke(Keys.Service, ApiVersion.V0, id, id, id));
        Assert.Equal(
            $"Get-WhylabsApiKey -UserId {quoted} -OrgId {quoted}{Place}", SuggestedCommand.Get(Keys.Service, ApiVersion.V0, id, id));
    }

    [Theory]
    [InlineData("a\u001b[2J")]
    [InlineData("a\nb")]
    [InlineData("a\u202Eb")]
    [InlineData(" ")]
    [InlineData("")]
    [InlineData(null)]
    public void There_is_none_with_an_id_that_cannot_be_shown_as_it_is(string? id)
    {
        id ??= new string('x', 501);
        Assert.NotNull(SuggestedCommand.Revoke(Keys.Service, ApiVersion.V0, "o", "u", "k"));
        Assert.Null(SuggestedCommand.Revoke(Keys.Service, ApiVersion.V0, id, "u", "k"));
        Assert.Null(SuggestedCommand.Revoke(Keys.Service, ApiVersion.V0, "o", id, "k"));
        Assert.Null(SuggestedCommand.Revoke(Keys.Service, ApiVersion.V0, "o", "u", id));
    }

    [Fact]
    public void What_is_not_known_is_left_out() => Assert.Equal(
        "Get-WhylabsApiKey -Endpoint 'https://songbird.example.com/' -ApiVersion V1",
        SuggestedCommand.Get(Keys.Service, ApiVersion.V1, orgId: null, userId: null));
}
