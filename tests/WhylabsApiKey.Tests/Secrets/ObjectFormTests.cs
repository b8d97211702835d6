using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Secrets;

/// <summary>Tests that every form of a new key and of a session shows the key id, and no form shows the token.</summary>
public class ObjectFormTests
{
    public static TheoryData<string> Forms =>
    [
        "$held | Out-String",
        "$held | Format-List * -Force | Out-String",
        "$held | ConvertTo-Json -Depth 5 -WarningAction SilentlyContinue",
        "$held | ConvertTo-Csv | Out-String",
        "($held | ConvertTo-Xml -Depth 3).OuterXml",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    [InlineData("\"$held\"")]
    public async Task New_key_does_not_show_its_secret(string form)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string[] lines = sandbox.Lines($"$held = New-WhylabsApiKey bob -Alias held; $held.KeyId; {form}");
        string shown = string.Join('\n', lines[1..]);
        Assert.Contains(lines[0], shown, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Assert.Single(sandbox.Store.All, key => key.Alias == "held").Token[11..40], shown, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    [InlineData("[System.Management.Automation.PSSerializer]::Serialize($held, 5)")]
    public async Task Session_does_not_show_its_token(string form)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        ShellResult result = sandbox.Run(
            $"$held = Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1]; {form}",
            sandbox.Server.Endpoint,
            SandboxFixture.Secret(sandbox.Demo.OperatorToken));
        string shown = string.Join('\n', result.Output);
        Assert.Contains("OpErAtOr01", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(sandbox.Demo.OperatorToken[11..40], shown, StringComparison.Ordinal);
        Assert.DoesNotContain("SecureString", shown, StringComparison.Ordinal);
    }
}
