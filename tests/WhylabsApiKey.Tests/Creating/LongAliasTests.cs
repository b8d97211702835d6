using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Creating;

/// <summary>Tests that an alias that makes the request line too long is refused before the confirmation and the request.</summary>
public class LongAliasTests
{
    [Fact]
    public async Task Alias_of_the_maximum_length_in_the_error_is_accepted()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = Assert.Single(sandbox.Run("New-WhylabsApiKey bob -Alias ('a' * 5000)").Errors);
        Assert.Equal("InvalidRequest", error.Id());
        Assert.Empty(sandbox.Server.Requests);
        int left = int.Parse(
            error.ErrorDetails.Message.Split(": ")[1].Split(' ')[0],
            System.Globalization.NumberStyles.AllowThousands,
            System.Globalization.CultureInfo.InvariantCulture);
        string made = Assert.Single(sandbox.Lines($"(New-WhylabsApiKey bob -Alias ('a' * {left})).KeyId"));
        Assert.Equal(left, sandbox.Store.All.Single(key => key.KeyId == made).Alias!.Length);
        Assert.Equal(
            $"The alias is too long: {left:N0} characters are left for it in the request line, and it takes {left + 1:N0}.",
            Assert.Single(sandbox.Run($"New-WhylabsApiKey bob -Alias ('a' * {left + 1})").Errors).ErrorDetails.Message);
        Assert.Single(sandbox.Server.Requests);
    }

    [Theory]
    [InlineData("New-WhylabsApiKey bob -Alias ('a' * 5000) -WhatIf")]
    [InlineData("New-WhylabsApiKey bob -Alias ('a' * 5000) -Confirm")]
    public async Task Too_long_alias_is_refused_before_the_confirmation(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(
            answer: (_, message) => throw new InvalidOperationException(message));
        Assert.Equal("InvalidRequest", Assert.Single(sandbox.Run(script).Errors).Id());
        Assert.DoesNotContain("What if", sandbox.Screen, StringComparison.Ordinal);
        Assert.Empty(sandbox.Lines("New-WhylabsApiKey bob -Alias a -WhatIf"));
        Assert.Contains("What if", sandbox.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotation_whose_create_request_is_too_long_changes_no_key()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        StoredKey old = sandbox.Store.All.Single(key => key.KeyId == "zP0gHsa6Ri");
        sandbox.Store.Add(old with { Alias = new string('a', 4050) });
        ShellResult result = sandbox.Run("Update-WhylabsApiKey zP0gHsa6Ri -Save { } -Force");
        Assert.Equal("InvalidRequest", Assert.Single(result.Errors).Id());
        Assert.Equal(0, sandbox.Writes);
    }
}
