using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>Tests when the sandbox records the last use of a key.</summary>
public sealed class LastUseTests : SandboxHttpTest
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(15);
    private readonly SettableClock _clock = new();

    [Theory]
    [InlineData("UsEr000001", V1 + "/validate", 200)]
    [InlineData("AdMiN00001", V1, 200)]
    [InlineData("UsEr000001", Keys, 403)]
    [InlineData("fh4dUNV3WQ", V1 + "/validate", 403)]
    public async Task Last_use_appears_after_15_minutes_even_for_a_refused_request(string keyId, string target, int status)
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
    public async Task Last_use_of_a_revoked_key_is_recorded()
    {
        await StartAsync(new SandboxOptions(), _clock);
        await UseAsync("Qv71ksZpTa", V1 + "/validate", 403);
        DateTime use = _clock.Now.UtcDateTime;
        _clock.Now += Round;
        Assert.Equal(use, Server.Store.All.Single(key => key.KeyId == "Qv71ksZpTa").LastUsed);
    }

    [Fact]
    public async Task Last_uses_are_written_for_25_keys_at_a_time()
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
    public async Task Last_use_appears_immediately_without_a_delay()
    {
        await StartAsync(new SandboxOptions { LastUseDelaySeconds = 0 }, _clock);
        await UseAsync("UsEr000001", V1 + "/validate", 200);
        Assert.Equal(_clock.Now.UtcDateTime, await LastUseAsync("UsEr000001"));
    }

    [Fact]
    public async Task Last_use_is_missing_when_the_service_does_not_record_it()
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
