using System.Globalization;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Tests requests, values and views in several cultures.</summary>
public class CultureTests
{
    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("de-DE")]
    [InlineData("th-TH")]
    public async Task Requests_and_values_do_not_depend_on_the_culture(string culture)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string[] values = sandbox.Lines(
            $$"""
            [cultureinfo]::CurrentCulture = '{{culture}}'
            $new = New-WhylabsApiKey 'USER-I' -Alias 'TITLE' -Scope 'ADMINISTRATOR' -ExpirationTime '2059-12-31T23:59:59Z'
            $new.ExpirationTime.ToUniversalTime().ToString('s', [cultureinfo]::InvariantCulture)
            (Get-WhylabsApiKey -Alias 'title').UserId
            [cultureinfo]::CurrentCulture.Name
            """);
        Assert.Equal(["2059-12-31T23:59:59", "USER-I", culture], values);
        Assert.Contains(
            sandbox.Server.Requests,
            request => request.Target == "/v0/organizations/org-123/api-key" +
                "?user_id=USER-I&expiration_time=2840140799000&scopes=%3Aadministrator&alias=TITLE");
    }

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    [InlineData("fa-IR")]
    public async Task Displayed_times_do_not_depend_on_the_culture(string culture)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: new StoppedClock());
        StoredKey ci = sandbox.Store.All.Single(key => key.Alias == "ci");
        string[] lines = sandbox.Lines(
            $$"""
            [cultureinfo]::CurrentCulture = '{{culture}}'
            $text = [WhylabsApiKey.Views.ApiKeyText]::Of[(Get-WhylabsApiKey -Alias ci)]
            $text.CreationTime, $text.ExpirationTime, $text.LastUsedTime, $text.Expires, $text.Status
            $text = [WhylabsApiKey.Views.ApiKeyText]::Of[(Get-WhylabsApiKey -Alias spare)]
            $text.ExpirationTime, $text.LastUsedTime
            """);
        Assert.Equal(
            [
                Local(ci.Created), $"{Local(ci.Expires)} (in 9 days)", $"{Local(ci.LastUsed)} (2 hours ago)",
                "in 9 days", "Active", "never", "never used",
            ],
            lines);
    }

    private static string Local(DateTime? utc) =>
        DateTime.SpecifyKind(utc!.Value, DateTimeKind.Utc).ToLocalTime().ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}
