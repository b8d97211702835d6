using System.Text.Json.Nodes;
using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>What the sandbox returns for the two lists and for get.</summary>
public sealed class ListAndGetTests : SandboxHttpTest
{
    [Fact]
    public async Task The_two_lists_differ_in_revoked_keys_and_last_uses()
    {
        JsonArray all = (await JsonAsync("GET", Keys))["items"]!.AsArray();
        JsonArray mine = (await JsonAsync("GET", Keys + "?user_id=user-123"))["items"]!.AsArray();

        Assert.Contains(all, key => key!["lastUsedTime"] is not null);
        Assert.DoesNotContain(all, key => (string?)key!["keyId"] == "Qv71ksZpTa");
        Assert.Contains(mine, key => (string?)key!["keyId"] == "Qv71ksZpTa" && (bool)key["revoked"]!);
        Assert.DoesNotContain(mine, key => key!["lastUsedTime"] is not null);
        string[] ids = [.. mine.Select(key => (string)key!["keyId"]!)];
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Empty((await JsonAsync("GET", Keys + "?user_id=nobody"))["items"]!.AsArray());
        Assert.Empty((await JsonAsync("GET", "/v0/organizations/none/api-key"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("HMiFAgQeNb", "HMiFAgQeNb")]
    [InlineData("fh4dUNV3WQ", "fh4dUNV3WQ")]
    [InlineData("Qv71ksZpTa", null)]
    [InlineData("none", null)]
    public async Task Get_answers_a_miss_with_an_empty_object(string keyId, string? expected)
    {
        JsonNode answer = await JsonAsync("GET", $"{Keys}/{keyId}");
        Assert.Equal(expected, (string?)answer["key"]?["keyId"]);
        Assert.Equal(expected is null ? "{}" : answer.ToJsonString(), answer.ToJsonString());
    }

    [Fact]
    public async Task Times_are_utc_without_a_zone_or_trailing_zeros()
    {
        Server.Store.Add(new StoredKey("timetested", "x", "org-123", "bob", new DateTime(2024, 2, 1, 10, 0, 0, DateTimeKind.Utc))
        {
            Expires = new DateTime(2024, 2, 1, 10, 0, 0, 500, DateTimeKind.Utc),
            LastUsed = new DateTime(2024, 2, 1, 10, 0, 0, 123, DateTimeKind.Utc),
        });
        JsonNode key = (await JsonAsync("GET", Keys + "/timetested"))["key"]!;
        Assert.Equal("2024-02-01T10:00:00", (string?)key["creationTime"]);
        Assert.Equal("2024-02-01T10:00:00.5", (string?)key["expirationTime"]);
        Assert.Equal("2024-02-01T10:00:00.123", (string?)key["lastUsedTime"]);
        Assert.Null(key["scopes"]);
        Assert.Equal("", (string?)key["alias"]);
    }

    [Fact]
    public async Task An_odd_id_arrives_as_it_was_meant()
    {
        const string Odd = "a/b c?d#e%f+g&h=ü";
        Server.Store.Add(new StoredKey(Odd, "x", Odd, Odd, DateTime.UtcNow));
        string escaped = Uri.EscapeDataString(Odd);
        Assert.Equal(Odd, (string?)(await JsonAsync("GET", $"/v0/organizations/{escaped}/api-key/{escaped}"))["key"]!["keyId"]);
        string revoke = $"/v0/organizations/{escaped}/api-key?user_id={escaped}&key_id={escaped}";
        Assert.True((bool)(await JsonAsync("DELETE", revoke))["revoked"]!);
    }
}
