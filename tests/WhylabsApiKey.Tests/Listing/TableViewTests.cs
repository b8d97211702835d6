using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Listing;

/// <summary>Tests the table view in 120 columns. The service's clock is fixed.</summary>
public class TableViewTests
{
    private const string Head =
        """
        Alias                KeyId      Status  ExpirationTime LastUsedTime   UserId
        -----                -----      ------  -------------- ------------   ------
        """;

    [Fact]
    public async Task Table_shows_expiry_and_last_use_in_words()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: new StoppedClock());
        sandbox.Shell.Show("Get-WhylabsApiKey");
        Assert.Equal(
            Head +
            """

            trainer              HMiFAgQeNb Active  in 6 months    28 minutes ago user-123
            nightly-batch        fh4dUNV3WQ Expired 3 hours ago    7 hours ago    user-123
            dashboard            b8XwE2rLmC Active  never          1 day ago      user-456
            old-notebook         T4ncYdo9Ju Active  never          4 months ago   user-456
            ci                   zP0gHsa6Ri Active  in 9 days      2 hours ago    bob
            poc                  K2uVt5wNxe Expired 40 days ago    41 days ago    bob
            spare                m9DqBf3EyG Active  never          never used     user-789
                                 R6jLc1hUoS Active  in 3 hours     2 days ago     user-789
            administration       AdMiN00001 Active  in 11 months   5 days ago     user-123
            notebook             UsEr000001 Active  in 2 months    3 days ago     user-456
            """,
            sandbox.Page);
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -Alias spare", "never used")]
    [InlineData("Get-WhylabsApiKey -UserId user-789 -Alias spare", "unknown")]
    [InlineData("Get-WhylabsApiKey m9DqBf3EyG", "unknown")]
    [InlineData("Revoke-WhylabsApiKey m9DqBf3EyG -Force", "unknown")]
    public async Task Table_shows_never_only_for_a_key_that_was_never_used(string script, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: new StoppedClock());
        sandbox.Shell.Show(script);
        string status = script.StartsWith("Revoke", StringComparison.Ordinal) ? "Revoked -    " : "Active  never";
        Assert.Equal($"{Head}\nspare                m9DqBf3EyG {status}          {expected,-14} user-789", sandbox.Page);
    }

    [Fact]
    public async Task Table_shows_no_control_characters_of_a_name()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: new StoppedClock());
        sandbox.Store.Add(new StoredKey("bellbell01", "bellbell01.x", DemoOrganization.OrgId, "\u001b[2Jm\n", DateTime.UtcNow.AddDays(-1))
        {
            Alias = "bell\a \u009b31m\r\nnext",
        });
        sandbox.Shell.Show("Get-WhylabsApiKey -Alias bell*");
        Assert.Matches(@"\nbell   31m  next     \w{10} Active .* \[2Jm$", sandbox.Page);
        Assert.DoesNotContain(sandbox.Page, c => char.IsControl(c) && c != '\n');
    }
}
