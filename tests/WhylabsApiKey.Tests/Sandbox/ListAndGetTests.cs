using System.Text.Json.Nodes;
using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>Tests the lists and look-ups of the sandbox.</summary>
public sealed class ListAndGetTests : SandboxHttpTest
{
    [Fact]
    public async Task List_by_user_has_revoked_keys_and_list_of_all_has_last_uses()
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
    public async Task Get_of_an_unknown_key_returns_an_empty_object(string keyId, string? expected)
    {
        JsonNode response = await JsonAsync("GET", $"{Keys}/{keyId}");
        Assert.Equal(expected, (string?)response["key"]?["keyId"]);
        Assert.Equal(expected is null ? "{}" : response.ToJsonString(), response.ToJsonString());
    }

    [Fact]
    public async Task Timestamps_are_utc_without_a_zone_or_trailing_zeros()
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
    public async Task Escaped_id_is_decoded()
    {
        const string Odd = "a/b c?d#e%f+g&h=ü";
        Server.Store.Add(new StoredKey(Odd, "x", Odd, Odd, DateTime.UtcNow));
        string escaped = Uri.EscapeDataString(Odd);
        Assert.Equal(Odd, (string?)(await JsonAsync("GET", $"/v0/organizations/{escaped}/api-key/{escaped}"))["key"]!["keyId"]);
        string revoke = $"/v0/organizations/{escaped}/api-key?user_id={escaped}&key_id={escaped}";
        Assert.True((bool)(await JsonAsync("DELETE", revoke))["revoked"]!);
    }
}
