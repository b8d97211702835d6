using System.Globalization;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests;

/// <summary>What a person sees, as the engine renders it on a screen of 120 columns; the service's clock stands still.</summary>
public class ViewTests
{
    private const string Head =
        """
        Alias                KeyId      Status  ExpirationTime LastUsedTime   UserId
        -----                -----      ------  -------------- ------------   ------
        """;

    [Fact]
    public async Task The_table_says_in_words_what_matters()
    {
        await using Lab lab = await OpenAsync();
        lab.Shell.Show("Get-WhylabsApiKey");
        Assert.Equal(
            Head +
            """

            trainer              HMiFAgQeNb Active  in 6 months    28 minutes ago user-123
            nightly-batch        fh4dUNV3WQ Expired 3 hours ago    7 hours ago    user-123
            dashboard            b8XwE2rLmC Active  never          1 day ago      user-456
            old-notebook         T4ncYdo9Ju Active  never          4 months ago   user-456
            ci                   zP0gHsa6Ri Active  in 9 days      2 hours ago    bob
            poc                  K2uVt5wNxe Expired 40 days ago    41 days ago    bob
            spare                m9DqBf3EyG Active  never          never          user-789
                                 R6jLc1hUoS Active  in 3 hours     2 days ago     user-789
            administration       AdMiN00001 Active  in 11 months   5 days ago     user-123
            notebook             UsEr000001 Active  in 2 months    3 days ago     user-456
            """,
            Screen(lab));
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -Alias spare", "never")]
    [InlineData("Get-WhylabsApiKey -UserId user-789 -Alias spare", "unknown")]
    [InlineData("Get-WhylabsApiKey m9DqBf3EyG", "unknown")]
    [InlineData("Revoke-WhylabsApiKey m9DqBf3EyG -Force", "unknown")]
    public async Task A_key_is_called_never_used_only_where_the_service_says_so(string script, string expected)
    {
        await using Lab lab = await OpenAsync();
        lab.Shell.Show(script);
        string status = script.StartsWith("Revoke", StringComparison.Ordinal) ? "Revoked" : "Active ";
        Assert.Equal($"{Head}\nspare                m9DqBf3EyG {status} never          {expected,-14} user-789", Screen(lab));
    }

    [Fact]
    public async Task A_new_key_stands_under_a_line_on_its_secret_and_others_do_not()
    {
        await using Lab lab = await OpenAsync();
        lab.Shell.Show("New-WhylabsApiKey bob first -ExpiresInDays 30; New-WhylabsApiKey bob second; Get-WhylabsApiKey -Alias ci");
        StoredKey[] made = [.. lab.Store.All.Where(key => key.Alias is "first" or "second")];
        Assert.Equal(
            $"""
               Secret: only in this object, as Key; its method RevealKey() shows it

            {Head}
            first                {made[0].KeyId} Active  in 30 days     unknown        bob
            second               {made[1].KeyId} Active  never          unknown        bob

            {Head}
            ci                   zP0gHsa6Ri Active  in 9 days      2 hours ago    bob
            """,
            Screen(lab));
        Assert.All(made, key => Assert.DoesNotContain(key.Token[11..40], lab.Screen, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_others_chose_as_a_name_does_not_reach_the_terminal_as_a_command()
    {
        await using Lab lab = await OpenAsync();
        lab.Shell.Show("$null = New-WhylabsApiKey \"`e[2Jm`n\" \"bell`a `u{9b}31m`r`nnext\"; Get-WhylabsApiKey -Alias bell*");
        Assert.Matches(@"\nbell   31m  next     \w{10} Active .* \[2Jm$", Screen(lab));
        Assert.DoesNotContain(Screen(lab), c => char.IsControl(c) && c != '\n');
    }

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    [InlineData("fa-IR")]
    public async Task Times_are_told_alike_in_every_culture_absolute_and_relative(string culture)
    {
        await using Lab lab = await OpenAsync();
        StoredKey ci = lab.Store.All.Single(key => key.Alias == "ci");
        string[] lines = lab.Lines(
            $$"""
            [cultureinfo]::CurrentCulture = '{{culture}}'
            $text = [WhylabsApiKey.Views.ApiKeyText]::Of[(Get-WhylabsApiKey -Alias ci)]
            $text.CreationTime, $text.ExpirationTime, $text.LastUsedTime, $text.Expires, $text.Status
            $text = [WhylabsApiKey.Views.ApiKeyText]::Of[(Get-WhylabsApiKey -Alias spare)]
            $text.ExpirationTime, $text.LastUsedTime
            """);
        Assert.Equal(
            [Local(ci.Created), $"{Local(ci.Expires)} (in 9 days)", $"{Local(ci.LastUsed)} (2 hours ago)", "in 9 days", "Active", "never", "never"],
            lines);
    }

    [Fact]
    public async Task Of_what_is_not_a_key_nothing_is_claimed()
    {
        await using Lab lab = await OpenAsync();
        Assert.Equal(
            ["", "unknown", "unknown", "unknown", "unknown", ""],
            lab.Lines("$text = [WhylabsApiKey.Views.ApiKeyText]::Of[[pscustomobject]@{}]; $text.Status, $text.Expires, $text.LastUsed, $text.CreationTime, $text.ExpirationTime, $text.Alias"));
    }

    private static Task<Lab> OpenAsync() => Lab.OpenAsync(clock: new StoppedClock());

    private static string Screen(Lab lab) =>
        string.Join('\n', lab.Screen.Split('\n').Select(line => line.TrimEnd())).Trim('\n').Replace("\n\n\n", "\n\n", StringComparison.Ordinal);

    private static string Local(DateTime? utc) =>
        DateTime.SpecifyKind(utc!.Value, DateTimeKind.Utc).ToLocalTime().ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    private sealed class StoppedClock : TimeProvider
    {
        private readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(System.GetUtcNow().ToUnixTimeSeconds());

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
