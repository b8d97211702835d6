using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>A pipeline that has enough, as with Select-Object -First: it ends without an error, and no further request is sent.</summary>
public class FirstOnlyTests
{
    [Fact]
    public async Task No_further_list_is_asked_for()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string[] lines = sandbox.Lines(
            "$Error.Clear(); Get-WhylabsApiKey -UserId bob, user-123, user-456 | Select-Object -First 1 -ExpandProperty UserId; " +
            "$Error.Count");
        Assert.Equal(["bob", "0"], lines);
        Assert.Single(sandbox.Server.Requests);
    }

    [Fact]
    public async Task No_further_key_is_revoked()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(3, sandbox.Lines("Get-WhylabsApiKey -UserId user-456").Length);
        Assert.Single(sandbox.Lines("Get-WhylabsApiKey -UserId user-456 | Revoke-WhylabsApiKey -Force | Select-Object -First 1"));
        Assert.Equal(1, sandbox.Writes);
    }
}
