using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests;

/// <summary>The main job in processes that live elsewhere, and in other cultures.</summary>
public class ZoneTests
{
    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Tokyo")]
    [InlineData("America/Los_Angeles")]
    public async Task The_expired_keys_and_no_others_go_in_every_zone(string zone)
    {
        await using Lab lab = await Lab.OpenAsync();
        (_, string output) = await FreshProcess.RunScriptAsync(
            """
            [TimeZoneInfo]::Local.Id
            Get-WhylabsApiKey | Where Expired | Revoke-WhylabsApiKey -Confirm:$false | ForEach-Object KeyId
            (Get-WhylabsApiKey R6jLc1hUoS).ExpirationTime.ToUniversalTime().ToString('s')
            """,
            lab.Server,
            lab.Demo.OperatorToken,
            ("TZ", zone));

        StoredKey alive = lab.Store.All.Single(key => key.KeyId == "R6jLc1hUoS");
        Assert.Equal(
            [zone, "fh4dUNV3WQ", "K2uVt5wNxe", alive.Expires!.Value.ToString("s")],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal(["K2uVt5wNxe", "Qv71ksZpTa", "fh4dUNV3WQ"], lab.Revoked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("de-DE")]
    [InlineData("th-TH")]
    public async Task Requests_and_values_are_the_same_in_every_culture(string culture)
    {
        await using Lab lab = await Lab.OpenAsync();
        string[] values = lab.Lines(
            $$"""
            [cultureinfo]::CurrentCulture = '{{culture}}'
            $new = New-WhylabsApiKey 'USER-I' -Alias 'TITLE' -Scope 'ADMINISTRATOR' -ExpirationTime '2059-12-31T23:59:59Z'
            $new.ExpirationTime.ToUniversalTime().ToString('s', [cultureinfo]::InvariantCulture)
            (Get-WhylabsApiKey -Alias 'title').UserId
            [cultureinfo]::CurrentCulture.Name
            """);
        Assert.Equal(["2059-12-31T23:59:59", "USER-I", culture], values);
        Assert.Contains(
            lab.Server.Requests,
            request => request.Target == "/v0/organizations/org-123/api-key?user_id=USER-I&expiration_time=2840140799000&scopes=%3Aadministrator&alias=TITLE");
    }
}
