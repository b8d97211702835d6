using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Tests the filters for exported CSV rows that the help shows.</summary>
public class CsvNumberTests
{
    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("fr-FR")]
    public async Task Exported_rows_are_filtered_by_days_in_every_culture(string culture)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string[] soon = sandbox.Lines("Get-WhylabsApiKey | Where-Object ExpiresInDays -lt 14 | ForEach-Object KeyId");
        Assert.NotEmpty(soon);
        Assert.Equal(
            soon,
            sandbox.Lines(
                $$"""
                [cultureinfo]::CurrentCulture = '{{culture}}'
                $rows = Get-WhylabsApiKey | Select-Object KeyId, NeverExpires, ExpiresInDays | ConvertTo-Csv | ConvertFrom-Csv
                ($rows | Where-Object NeverExpires -eq 'False' |
                    Where-Object { [double]::Parse($_.ExpiresInDays, (Get-Culture)) -lt 14 }).KeyId
                """));
        Assert.Equal(
            soon,
            sandbox.Lines(
                $$"""
                [cultureinfo]::CurrentCulture = '{{culture}}'
                $days = @{ Name = 'DaysLeft'; Expression = { if (-not $_.NeverExpires) { [math]::Floor($_.ExpiresInDays) } } }
                $rows = Get-WhylabsApiKey | Select-Object KeyId, UserId, OrgId, $days | ConvertTo-Csv | ConvertFrom-Csv
                ($rows | Where-Object DaysLeft | Where-Object { [int] $_.DaysLeft -lt 14 } | Get-WhylabsApiKey).KeyId
                """));
    }
}
