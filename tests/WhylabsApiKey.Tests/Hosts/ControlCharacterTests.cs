using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Tests that texts from the service reach the terminal without control characters.</summary>
public class ControlCharacterTests
{
    private const char Escape = '\u001b';

    [Theory]
    [InlineData("NormalView")]
    [InlineData("ConciseView")]
    public async Task Error_view_has_no_control_characters_of_its_target(string view)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines("$id = 'bell' + [char] 27 + '[31m' + [char] 7");
        sandbox.Shell.Show($"$ErrorView = '{view}'; $PSStyle.OutputRendering = 'PlainText'; Get-WhylabsApiKey -KeyId $id");
        Assert.Contains("bell", sandbox.Page, StringComparison.Ordinal);
        if (view == "NormalView")
            Assert.Matches(@"\(bell \[31m ?:String\)", sandbox.Page);
        Assert.DoesNotContain(sandbox.Page, c => c is Escape or '\a');
        Assert.Equal(["True"], sandbox.Lines("$Error[0].TargetObject -eq $id"));
    }

    [Fact]
    public async Task Debug_message_has_no_control_characters_of_a_header()
    {
        await using var server = new RawServer(request => request.SendAsync(
            RawRequest.Json("{\"items\":[]}", $"{request.Echo}X-Bell: a{Escape}[31mb\u009bc\r\n")));
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string shown = string.Join("\n", sandbox.Run("Get-WhylabsApiKey -Endpoint $args[0] -Debug", server.Endpoint).Debug);
        Assert.Matches("X-Bell: a \\[31mb..?c", shown);
        Assert.DoesNotContain(shown, c => char.IsControl(c) && c != '\n');
    }

    [Theory]
    [InlineData("")]
    [InlineData("| Format-Table UserId, Alias")]
    [InlineData("| Format-List *")]
    [InlineData("| Select-Object KeyId, Alias")]
    [InlineData("| ForEach-Object Alias")]
    [InlineData("-OrgId org-123, org-900 | Format-Table Alias, UserId")]
    public async Task No_view_of_a_key_has_control_characters(string view)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Store.Add(new StoredKey("bellbell01", "bellbell01.x", DemoOrganization.OrgId, "m\u009b", DateTime.UtcNow)
        {
            Alias = $"bell{Escape}[31m",
        });
        sandbox.Shell.Show($"Get-WhylabsApiKey -Alias bell* {view}");
        Assert.Contains("bell [31m", sandbox.Page, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, sandbox.Page);
        Assert.DoesNotContain('\u009b', sandbox.Page);
    }

    [Fact]
    public async Task Key_with_control_characters_is_piped_on_with_the_text_of_the_service()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Store.Add(new StoredKey("bellbell01", "bellbell01.x", DemoOrganization.OrgId, "bob", DateTime.UtcNow)
        {
            Alias = $"bell{Escape}[31m",
        });
        Assert.Equal(["True"], sandbox.Lines(
            """
            $key = Get-WhylabsApiKey -Alias bell*
            $new = $key | Update-WhylabsApiKey -Save { } -Force
            $new.Alias -eq 'bell [31m'
            """));
        Assert.Equal(2, sandbox.Store.All.Count(key => key.Alias == $"bell{Escape}[31m"));
        Assert.Contains("bellbell01", sandbox.Revoked);
    }
}
