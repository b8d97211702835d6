using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Creating;

/// <summary>Tests the command that the error suggests after a create of unknown outcome. It calls the same service.</summary>
public class SuggestedCommandTests
{
    [Theory]
    [InlineData("o'neil", "'o''neil'")]
    [InlineData("o\u2019neil", "'o\u2019\u2019neil'")]
    [InlineData("x'; Write-Host owned; 'y", "'x''; Write-Host owned; ''y'")]
    public async Task Suggested_command_shows_the_key_that_the_create_may_have_created(string userId, string quoted)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Server.FaultFor = request => request.Method == "POST" ? "drop" : null;
        string message = Message(sandbox, "param($User) New-WhylabsApiKey $User -Alias lost", userId);
        string keyId = Assert.Single(sandbox.Store.All, key => key.Alias == "lost").KeyId;

        string command = $"Get-WhylabsApiKey -UserId {quoted} -OrgId '{DemoOrganization.OrgId}' "
            + $"-Endpoint '{sandbox.Server.Endpoint.AbsoluteUri}' -ApiVersion V0";
        Assert.Contains($"{keyId} (as requested). Another caller may have created a key", message, StringComparison.Ordinal);
        Assert.EndsWith($"look at them: {command}", message, StringComparison.Ordinal);
        sandbox.Server.FaultFor = null;
        Assert.Contains(keyId, sandbox.Lines(command));
    }

    [Fact]
    public async Task No_command_is_suggested_for_an_id_that_cannot_be_shown()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Server.FaultFor = request => request.Method == "POST" ? "drop" : null;
        string message = Message(sandbox, "param($User) New-WhylabsApiKey $User", "bob\u202Ecod");
        Assert.EndsWith("revoke one, look at them.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggested_command_lists_several_keys_and_revokes_none()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Server.FaultFor = request => request.Method == "POST" ? "drop" : null;
        Message(sandbox, "New-WhylabsApiKey bob -Alias lost");
        string message = Message(sandbox, "New-WhylabsApiKey bob -Alias lost");
        string command = $"Get-WhylabsApiKey -UserId 'bob' -OrgId '{DemoOrganization.OrgId}' -Endpoint";
        Assert.Contains($"look at them: {command}", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggested_command_lists_the_keys_if_none_was_found()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Server.FaultFor = request => request.Method == "POST" ? "drop-before" : null;
        string message = Message(sandbox, "New-WhylabsApiKey bob -Alias lost");
        string command = $"Get-WhylabsApiKey -UserId 'bob' -OrgId '{DemoOrganization.OrgId}' -Endpoint";
        Assert.Contains($"look for it: {command}", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggested_command_in_v1_names_the_version_and_no_owner()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Server.FaultFor = request => request.Method == "POST" ? "drop" : null;
        string message = Message(
            sandbox,
            "param($Token, $OrgId) New-WhylabsApiKey -Alias lost -ApiVersion V1 -OrgId $OrgId -ApiKey $Token",
            SandboxFixture.Secret(sandbox.Demo.PaidAdministratorToken),
            DemoOrganization.PaidOrgId);
        string suffix = $"-OrgId '{DemoOrganization.PaidOrgId}' -Endpoint '{sandbox.Server.Endpoint.AbsoluteUri}' -ApiVersion V1";
        Assert.EndsWith($"look for it: Get-WhylabsApiKey {suffix}", message, StringComparison.Ordinal);
    }

    private static string Message(SandboxFixture sandbox, string script, params object[] arguments)
    {
        ShellResult result = sandbox.Run(script, arguments);
        return Assert.Single(result.Errors, error => error.Id() == "CreateOutcomeUnknown").ToString();
    }
}
