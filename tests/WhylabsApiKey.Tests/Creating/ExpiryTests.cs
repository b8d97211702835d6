using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Creating;

/// <summary>Tests the parameters for the expiry of a new key.</summary>
public class ExpiryTests
{
    [Theory]
    [InlineData("-ExpiresInDays 30", 30)]
    [InlineData("-ExpiresInDays 0.5", 0.5)]
    [InlineData("-ExpirationTime ([datetimeoffset]::UtcNow.AddDays(3))", 3)]
    [InlineData("-ExpirationTime ([datetime]::Now.AddDays(3))", 3)]
    [InlineData("-ExpirationTime ([datetime]::UtcNow.AddDays(3))", 3)]
    public async Task Expiry_is_a_time_or_a_number_of_days(string expiry, double days)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string keyId = Assert.Single(sandbox.Lines($"New-WhylabsApiKey bob temporary {expiry}"));
        StoredKey made = Assert.Single(sandbox.Store.All, key => key.KeyId == keyId);
        Assert.Equal("temporary", made.Alias);
        Assert.InRange((made.Expires!.Value - DateTime.UtcNow.AddDays(days)).TotalSeconds, -30, 1);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("-ExpiresInDays 30", 0)]
    public async Task New_key_that_never_expires_writes_a_verbose_message(string expiry, int lines)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        IEnumerable<string> verbose = sandbox.Run($"New-WhylabsApiKey bob {expiry} -Verbose").Verbose;
        Assert.Equal(lines, verbose.Count(line => line.StartsWith("The new key never expires.", StringComparison.Ordinal)));
        Assert.Contains(verbose, line => line.StartsWith("POST ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en-US", "2027-03-04T12:00Z")]
    [InlineData("de-DE", "03/04/2027 12:00 +00:00")]
    [InlineData("fa-IR", "2027-03-04T12:00:00Z")]
    [InlineData("th-TH", "2027-03-04T12:00:00Z")]
    [InlineData("ar-SA", "2027-03-04T21:00:00+09:00")]
    public async Task Time_as_text_is_the_same_in_every_culture(string culture, string text)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines($"[cultureinfo]::CurrentCulture = '{culture}'; New-WhylabsApiKey bob -ExpirationTime '{text}'");
        Assert.Contains("expiration_time=1804161600000&", Assert.Single(sandbox.Server.Requests).Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_not_a_time_is_refused()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal("ParameterArgumentTransformationError", sandbox.RunToError("New-WhylabsApiKey bob -ExpirationTime 'tomorrow'").Id());
        Assert.Empty(sandbox.Server.Requests);
    }
}
