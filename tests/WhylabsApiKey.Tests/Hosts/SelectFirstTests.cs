using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Tests that Select-Object -First ends the pipeline without an error and without further requests.</summary>
public class SelectFirstTests
{
    [Fact]
    public async Task Select_First_sends_no_further_list_request()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string[] lines = sandbox.Lines(
            "$Error.Clear(); Get-WhylabsApiKey -UserId bob, user-123, user-456 | Select-Object -First 1 -ExpandProperty UserId; " +
            "$Error.Count");
        Assert.Equal(["bob", "0"], lines);
        Assert.Single(sandbox.Server.Requests);
    }

    [Fact]
    public async Task Select_First_revokes_no_further_key()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(3, sandbox.Lines("Get-WhylabsApiKey -UserId user-456").Length);
        Assert.Single(sandbox.Lines("Get-WhylabsApiKey -UserId user-456 | Revoke-WhylabsApiKey -Force | Select-Object -First 1"));
        Assert.Equal(1, sandbox.Writes);
    }
}
