using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Tests times in processes with other time zones.</summary>
public class TimeZoneTests
{
    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Tokyo")]
    [InlineData("America/Los_Angeles")]
    public async Task Revoke_of_expired_keys_does_not_depend_on_the_time_zone(string zone)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        (_, string output) = await FreshProcess.RunScriptAsync(
            """
            [TimeZoneInfo]::Local.Id
            Get-WhylabsApiKey | Where Expired | Revoke-WhylabsApiKey -Confirm:$false | ForEach-Object KeyId
            (Get-WhylabsApiKey R6jLc1hUoS).ExpirationTime.ToUniversalTime().ToString('s')
            """,
            sandbox.Server,
            sandbox.Demo.OperatorToken,
            ("TZ", zone));

        StoredKey alive = sandbox.Store.All.Single(key => key.KeyId == "R6jLc1hUoS");
        Assert.Equal(
            [zone, "fh4dUNV3WQ", "K2uVt5wNxe", alive.Expires!.Value.ToString("s")],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal(["K2uVt5wNxe", "Qv71ksZpTa", "fh4dUNV3WQ"], sandbox.Revoked);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-10-25T00:30:00", "2026-10-25T02:30:00")]
    [InlineData("Europe/Berlin", "2026-10-25T01:30:00", "2026-10-25T02:30:00")]
    [InlineData("Europe/Berlin", "2026-03-29T01:30:00", "2026-03-29T03:30:00")]
    [InlineData("America/Los_Angeles", "2026-11-01T09:30:00", "2026-11-01T01:30:00")]
    public async Task Times_around_a_daylight_saving_change_keep_their_instant(string zone, string utc, string local)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Store.Add(
            new StoredKey(
                "changeover",
                "x",
                "org-123",
                "bob",
                DateTime.Parse(utc + "Z", null, System.Globalization.DateTimeStyles.AdjustToUniversal)));
        (_, string output) = await FreshProcess.RunScriptAsync(
            "$time = (Get-WhylabsApiKey changeover).CreationTime; $time.ToUniversalTime().ToString('s'); $time.ToString('s')",
            sandbox.Server,
            sandbox.Demo.OperatorToken,
            ("TZ", zone));
        Assert.Equal([utc, local], output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
