using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>When the sandbox records that a key was used.</summary>
public sealed class LastUseTests : SandboxHttpTest
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(15);
    private readonly SettableClock _clock = new();

    [Theory]
    [InlineData("UsEr000001", V1 + "/validate", 200)]
    [InlineData("AdMiN00001", V1, 200)]
    [InlineData("UsEr000001", Keys, 403)]
    [InlineData("fh4dUNV3WQ", V1 + "/validate", 403)]
    public async Task A_use_shows_after_15_minutes_even_when_it_is_refused(string keyId, string target, int status)
    {
        await StartAsync(new SandboxOptions(), _clock);
        DateTime? before = await LastUseAsync(keyId);
        DateTime use = _clock.Now.UtcDateTime;
        await UseAsync(keyId, target, status);
        Assert.Equal(before, await LastUseAsync(keyId));
        _clock.Now += Round;
        Assert.Equal(use, await LastUseAsync(keyId));
        Assert.True(use > before);
    }

    [Fact]
    public async Task A_revoked_key_is_used_too()
    {
        await StartAsync(new SandboxOptions(), _clock);
        await UseAsync("Qv71ksZpTa", V1 + "/validate", 403);
        DateTime use = _clock.Now.UtcDateTime;
        _clock.Now += Round;
        Assert.Equal(use, Server.Store.All.Single(key => key.KeyId == "Qv71ksZpTa").LastUsed);
    }

    [Fact]
    public async Task A_round_writes_25_keys()
    {
        await StartAsync(new SandboxOptions(), _clock);
        for (int i = 0; i < 30; i++)
        {
            string keyId = $"UsedKey{i:D3}";
            Server.Store.Add(new StoredKey(keyId, KeyStore.NewToken(keyId, "org-900"), "org-900", "carol", _clock.Start));
            await UseAsync(keyId, V1 + "/validate", 200);
        }
        foreach (int written in new[] { 0, 25, 30 })
        {
            Assert.Equal(written, Server.Store.List("org-900", null).Count(key => key.LastUsed == _clock.Start));
            _clock.Now += Round;
        }
    }

    [Fact]
    public async Task Without_a_delay_a_use_shows_at_once()
    {
        await StartAsync(new SandboxOptions { LastUseDelaySeconds = 0 }, _clock);
        await UseAsync("UsEr000001", V1 + "/validate", 200);
        Assert.Equal(_clock.Now.UtcDateTime, await LastUseAsync("UsEr000001"));
    }

    [Fact]
    public async Task Where_last_uses_are_not_recorded_no_key_has_one()
    {
        Assert.NotNull(await LastUseAsync("UsEr000001"));
        await StartAsync(new SandboxOptions { RecordsLastUse = false, LastUseDelaySeconds = 0 });
        await UseAsync("UsEr000001", V1 + "/validate", 200);
        Assert.Null(await LastUseAsync("UsEr000001"));
    }

    private async Task UseAsync(string keyId, string target, int status)
    {
        string token = Server.Store.All.Single(key => key.KeyId == keyId).Token;
        using HttpResponseMessage response = await SendAsync("GET", target, token);
        Assert.Equal(status, (int)response.StatusCode);
    }

    private async Task<DateTime?> LastUseAsync(string keyId)
    {
        string? time = (string?)(await JsonAsync("GET", $"{Keys}/{keyId}"))["key"]!["lastUsedTime"];
        return time is null ? null : DateTime.Parse(time + "Z", null, System.Globalization.DateTimeStyles.AdjustToUniversal);
    }
}
