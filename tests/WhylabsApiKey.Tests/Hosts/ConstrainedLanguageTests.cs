using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Tests the module in constrained language mode.</summary>
public class ConstrainedLanguageTests
{
    [Fact]
    public async Task Constrained_language_allows_all_but_methods()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines("$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'");
        Assert.Equal(
            ["fh4dUNV3WQ", "K2uVt5wNxe"], sandbox.Lines("Get-WhylabsApiKey | Where Expired | Revoke-WhylabsApiKey -Confirm:$false"));
        Assert.Equal(["bob System.Security.SecureString"], sandbox.Lines("$new = New-WhylabsApiKey bob; \"$($new.UserId) $($new.Key)\""));
        Assert.Equal(["HMiFAgQeNb"], sandbox.Lines("(Get-WhylabsApiKey HMiFAgQeNb).KeyId"));
    }
}
