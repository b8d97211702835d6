using System.Globalization;
using System.Management.Automation;

namespace WhylabsApiKey.Unit.Tests.Views;

/// <summary>Tests the texts of the views.</summary>
public class ApiKeyTextTests
{
    [Fact]
    public void Text_of_an_object_that_is_not_a_key_is_unknown()
    {
        ApiKeyText text = new(new PSObject());
        Assert.Equal(
            ["", "unknown", "unknown", "unknown", "unknown", ""],
            [text.Status, text.Expires, text.LastUsed, text.CreationTime, text.ExpirationTime, text.Alias]);
    }

    [Theory]
    [InlineData(null, "never")]
    [InlineData(9.0, "in 9 days")]
    [InlineData(-40.0, "40 days ago")]
    public void Expiry_is_shown_in_words(double? days, string expected)
    {
        ApiKeyText text = Of(Keys.Of("k", expires: days is { } d ? Keys.Now.AddDays(d) : null));
        Assert.Equal(expected, text.Expires);
        Assert.Equal(days is { } n ? $"{Utc(Keys.Now.AddDays(n))} ({expected})" : expected, text.ExpirationTime);
    }

    [Fact]
    public void Last_use_is_never_only_when_last_uses_are_recorded()
    {
        Assert.Equal(("never used", "never used"), Last(Keys.Of("k")));
        Assert.Equal(("2 days ago", $"{Utc(Keys.Now.AddDays(-2))} (2 days ago)"), Last(Keys.Of("k", lastUsed: Keys.Now.AddDays(-2))));
        var silent = new ApiKey("k", "org-123", "bob", Keys.Now, new Observation(Keys.Now, "request-1", Keys.Service));
        Assert.Equal(("unknown", "unknown"), Last(silent));

        static (string, string) Last(ApiKey key) => (Of(key).LastUsed, Of(key).LastUsedTime);
    }

    [Theory]
    [InlineData(20.0, false, "\u001b[32mActive\u001b[0m")]
    [InlineData(14.0, false, "\u001b[33mActive\u001b[0m")]
    [InlineData(-1.0, false, "\u001b[31mExpired\u001b[0m")]
    [InlineData(20.0, true, "\u001b[2mRevoked\u001b[0m")]
    public void Status_is_colored_when_colors_are_enabled(double days, bool revoked, string expected)
    {
        PSObject key = new(Keys.Of("k", expires: Keys.Now.AddDays(days), revoked: revoked));
        Assert.Equal(expected, new ApiKeyText(key, colored: true).Status);
        Assert.Equal(expected[expected.IndexOf('m', StringComparison.Ordinal)..][1..^4], new ApiKeyText(key).Status);
    }

    [Theory]
    [InlineData(true, "oldoldold1 (revoked)")]
    [InlineData(false, "oldoldold1 (still works)")]
    public void New_key_shows_the_state_of_the_replaced_key(bool revoked, string expected)
    {
        ApiKeyText text = Of(Keys.Of("k").Replacing("oldoldold1", revoked));
        Assert.Equal(expected, text.Replaces);
        Assert.StartsWith($"Replaces {expected}.\n   The secret is only in this object", text.NewKey, StringComparison.Ordinal);
        Assert.StartsWith("The secret is", Of(Keys.Of("k")).NewKey, StringComparison.Ordinal);
    }

    [Fact]
    public void New_key_shows_whether_Save_has_received_its_secret()
    {
        ApiKeyText text = Of(Keys.Of("k").Replacing("oldoldold1", revoked: true, isSaved: true));
        Assert.Equal(
            "Replaces oldoldold1 (revoked).\n   The secret went to -Save. It is in this object too, as Key.", text.NewKey);
        Assert.Equal("where -Save stored it, and in this object, as Key; RevealKey() shows it", text.Secret);
    }

    [Fact]
    public void Names_are_shown_without_control_characters()
    {
        ApiKeyText text = Of(Keys.Of("k", "bell\a \u009b31m\r\nnext", "\u001b[2Jm\n", scopes: [":user", ":wri\u001bte"]));
        Assert.Equal(("bell   31m  next", "[2Jm", ":user, :wri te"), (text.Alias, text.UserId, text.Scopes));
    }

    private static ApiKeyText Of(ApiKey key) => new(new PSObject(key));

    // The time zone of the tests is UTC.
    private static string Utc(DateTime time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " +00:00";
}
