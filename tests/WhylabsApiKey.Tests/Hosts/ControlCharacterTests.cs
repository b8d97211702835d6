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

    [Fact]
    public async Task View_texts_have_no_control_characters_in_a_custom_table()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Store.Add(new StoredKey("bellbell01", "bellbell01.x", DemoOrganization.OrgId, "m", DateTime.UtcNow)
        {
            Alias = $"bell{Escape}[31m",
        });
        sandbox.Shell.Show(
            "Get-WhylabsApiKey -Alias bell* | Format-Table KeyId, " +
            "@{ n = 'Alias'; e = { [WhylabsApiKey.Views.ApiKeyText]::Of[$_].Alias } }");
        Assert.Contains("bell [31m", sandbox.Page, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, sandbox.Page);
        Assert.Equal(["True"], sandbox.Lines("(Get-WhylabsApiKey -Alias bell*).Alias -eq 'bell' + [char] 27 + '[31m'"));
    }
}
