using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Tests how scripts catch and collect errors.</summary>
public class ErrorHandlingTests
{
    [Fact]
    public async Task Exception_is_caught_by_its_type_and_has_all_properties()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["400 Invalid expiration time 1 True"],
            sandbox.Lines(
                """
                try { New-WhylabsApiKey bob -ExpirationTime ([datetime]::Now.AddSeconds(30)) -ErrorAction Stop }
                catch [WhylabsApiKey.WhylabsApiException] {
                    $e = $_.Exception
                    "$([int]$e.StatusCode) $($e.ServerMessage) $($e.Attempts) $($_.ErrorDetails.Message.Contains($e.RequestId))"
                }
                """));
    }

    [Fact]
    public async Task ErrorAction_and_ErrorVariable_work()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(
            "$Error.Clear(); Get-WhylabsApiKey missing -ErrorAction SilentlyContinue -ErrorVariable e; $e.Count; $Error.Count; " +
            "Get-WhylabsApiKey missing -ErrorAction Ignore; $Error.Count");
        Assert.Equal(["1", "1", "1"], result.Output.Select(line => line.ToString()));
        Assert.Empty(result.Errors);
    }
}
