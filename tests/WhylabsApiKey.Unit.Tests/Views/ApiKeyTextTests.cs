using System.Globalization;
using System.Management.Automation;

namespace WhylabsApiKey.Unit.Tests.Views;

/// <summary>The words of the views for one key.</summary>
public class ApiKeyTextTests
{
    [Fact]
    public void Of_what_is_not_a_key_nothing_is_claimed()
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
    public void The_expiry_is_told_in_words(double? days, string expected)
    {
        ApiKeyText text = Of(Keys.Of("k", expires: days is { } d ? Keys.Now.AddDays(d) : null));
        Assert.Equal(expected, text.Expires);
        Assert.Equal(days is { } n ? $"{Utc(Keys.Now.AddDays(n))} ({expected})" : expected, text.ExpirationTime);
    }

    [Fact]
    public void Never_used_is_said_only_where_the_service_would_have_said_so()
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
    public void The_status_has_its_color_where_colors_are_shown(double days, bool revoked, string expected)
    {
        PSObject key = new(Keys.Of("k", expires: Keys.Now.AddDays(days), revoked: revoked));
        Assert.Equal(expected, new ApiKeyText(key, colored: true).Status);
        Assert.Equal(expected[expected.IndexOf('m', StringComparison.Ordinal)..][1..^4], new ApiKeyText(key).Status);
    }

    [Theory]
    [InlineData(true, "oldoldold1 (revoked)")]
    [InlineData(false, "oldoldold1 (still works)")]
    public void A_new_key_tells_what_became_of_the_key_that_it_replaces(bool revoked, string expected)
    {
        ApiKeyText text = Of(Keys.Of("k").Replacing("oldoldold1", revoked));
        Assert.Equal(expected, text.Replaces);
        Assert.StartsWith($"replaces {expected}. Its secret is only in this object", text.NewKey, StringComparison.Ordinal);
        Assert.StartsWith("Its secret is", Of(Keys.Of("k")).NewKey, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_reach_the_terminal_as_text()
    {
        ApiKeyText text = Of(Keys.Of("k", "bell\a \u009b31m\r\nnext", "\u001b[2Jm\n", scopes: [":user", ":wri\u001bte"]));
        Assert.Equal(("bell   31m  next", "[2Jm", ":user, :wri te"), (text.Alias, text.UserId, text.Scopes));
    }

    private static ApiKeyText Of(ApiKey key) => new(new PSObject(key));

    // The zone of the tests.
    private static string Utc(DateTime time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " +00:00";
}
