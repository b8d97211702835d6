using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Creating;

/// <summary>Tests which keys New-WhylabsApiKey creates, and which arguments it refuses.</summary>
public class NewWhylabsApiKeyTests
{
    [Fact]
    public async Task New_creates_a_key_with_the_user_scope_that_never_expires()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string keyId = Assert.Single(sandbox.Lines("New-WhylabsApiKey -UserId someone"));
        StoredKey made = Assert.Single(sandbox.Store.All, key => key.KeyId == keyId);
        Assert.Equal("someone", made.UserId);
        Assert.Equal([":user"], made.Scopes);
        Assert.Null(made.Expires);
        Assert.Null(made.Alias);
        Assert.Equal(1, sandbox.Writes);
    }

    [Theory]
    [InlineData("User", ":user")]
    [InlineData("ADMINISTRATOR, :Write_Data", ":administrator :write_data")]
    public async Task Known_scope_can_have_any_case_and_no_colon(string scope, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(expected, string.Join(' ', sandbox.Lines($"(New-WhylabsApiKey bob -Scope {scope}).Scopes | Sort-Object")));
    }

    [Fact]
    public async Task Unknown_scope_is_sent_unchanged()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run("New-WhylabsApiKey bob -Scope ':Fly'");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("InvalidRequest", error.Id());
        Assert.Contains("Invalid scope provided: :Fly", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_row_with_a_user_and_an_alias_creates_a_key()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string[] made = sandbox.Lines(
            "[pscustomobject]@{ UserId = 'a'; Alias = 'one' }, [pscustomobject]@{ UserId = 'b'; Alias = '' } " +
            "| New-WhylabsApiKey -ExpiresInDays 1");
        Assert.Equal(
            ["a/one", "b/"],
            made.Select(id => sandbox.Store.All.Single(key => key.KeyId == id)).Select(key => $"{key.UserId}/{key.Alias}"));
    }

    [Fact]
    public async Task Key_limit_of_a_free_organization_is_an_error_of_each_key()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        int remaining = 25 - sandbox.Store.List(DemoOrganization.OrgId, null).Count;
        ShellResult result = sandbox.Run($"1..{remaining + 2} | ForEach-Object {{ New-WhylabsApiKey bob }}");
        Assert.Equal(remaining, result.Output.Count);
        Assert.Equal(2, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.Equal("KeyLimitReached", error.Id()));
        Assert.All(result.Errors, error => Assert.Equal(ErrorCategory.LimitsExceeded, error.CategoryInfo.Category));
    }

    [Fact]
    public async Task WhatIf_creates_no_key_and_describes_it()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Empty(sandbox.Lines("New-WhylabsApiKey bob -Alias report -ExpiresInDays 2 -WhatIf"));
        Assert.Empty(sandbox.Server.Requests);
        Assert.Contains("bob in org-123 at 127.0.0.1", sandbox.Screen, StringComparison.Ordinal);
        Assert.Contains("\"report\"", sandbox.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-WhylabsApiKey ''")]
    [InlineData("New-WhylabsApiKey bob -Scope @()")]
    [InlineData("New-WhylabsApiKey bob -Scope ' '")]
    [InlineData("New-WhylabsApiKey bob -Scope user, ''")]
    [InlineData("New-WhylabsApiKey bob -ExpiresInDays 0")]
    [InlineData("New-WhylabsApiKey bob -ExpiresInDays ([double]::NaN)")]
    [InlineData("New-WhylabsApiKey bob -ExpiresInDays 1 -ExpirationTime (Get-Date)")]
    [InlineData("New-WhylabsApiKey '..'")]
    public async Task Invalid_parameters_are_refused_before_a_request(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(script);
        Assert.Empty(result.Output);
        Assert.True(result.EndedBy is not null || result.Errors.Count == 1);
        Assert.Empty(sandbox.Server.Requests);
    }
}
