using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Listing;

/// <summary>Tests look-ups by key id.</summary>
public class LookUpTests
{
    [Fact]
    public async Task KeyId_returns_the_keys_and_an_error_for_each_unknown_id()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run("Get-WhylabsApiKey HMiFAgQeNb, doesNotExist, b8XwE2rLmC");
        Assert.Equal(["HMiFAgQeNb", "b8XwE2rLmC"], result.Output.Select(key => key.ToString()));
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("KeyNotFound", error.Id());
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Equal("doesNotExist", error.TargetObject);
        Assert.Contains("doesNotExist", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Null(result.EndedBy);
    }

    [Fact]
    public async Task Piped_keys_are_returned()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string[] all = sandbox.Lines("Get-WhylabsApiKey");
        Assert.Equal(all, sandbox.Lines("Get-WhylabsApiKey | Get-WhylabsApiKey"));
        Assert.Equal(
            ["HMiFAgQeNb"], sandbox.Lines("[pscustomobject]@{ KeyId = 'HMiFAgQeNb'; UserId = ''; OrgId = '' } | Get-WhylabsApiKey"));
    }

    [Fact]
    public async Task Piped_rows_of_a_CSV_file_are_looked_up()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string[] all = sandbox.Lines("Get-WhylabsApiKey");
        Assert.Equal(10, all.Length);
        Assert.Equal(all, sandbox.Lines("Get-WhylabsApiKey | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv | Get-WhylabsApiKey"));
    }

    [Theory]
    [InlineData("bob")]
    [InlineData("USER-123")]
    public async Task KeyId_with_another_owner_is_not_found(string owner)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run($"Get-WhylabsApiKey -KeyId HMiFAgQeNb -UserId {owner}");
        Assert.Empty(result.Output);
        Assert.Equal("KeyNotFound", Assert.Single(result.Errors).Id());
    }

    [Fact]
    public async Task Look_ups_run_concurrently()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(new SandboxOptions { LatencyMs = 50 });
        string[] all = sandbox.Lines("(Get-WhylabsApiKey).KeyId");
        ShellResult result = sandbox.Run("$ids = (Get-WhylabsApiKey).KeyId; Get-WhylabsApiKey ($ids + 'missing' + $ids) -ThrottleLimit 8");
        Assert.Equal([.. all, .. all], result.Output.Select(key => key.ToString()));
        Assert.Equal("missing", Assert.Single(result.Errors).TargetObject);
    }
}
