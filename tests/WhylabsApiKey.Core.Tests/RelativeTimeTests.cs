namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests the text of a number of days at every boundary between two units.</summary>
public class RelativeTimeTests
{
    private const double Second = 1 / 86_400.0;
    private const double Minute = 1 / 1_440.0;
    private const double Hour = 1 / 24.0;

    [Theory]
    [InlineData(0, "just now")]
    [InlineData(59 * Second, "in a moment")]
    [InlineData(60 * Second, "in 1 minute")]
    [InlineData(119 * Second, "in 1 minute")]
    [InlineData(2 * Minute, "in 2 minutes")]
    [InlineData(59.9 * Minute, "in 59 minutes")]
    [InlineData(Hour, "in 1 hour")]
    [InlineData(1.9 * Hour, "in 1 hour")]
    [InlineData(5 * Hour, "in 5 hours")]
    [InlineData(23.9 * Hour, "in 23 hours")]
    [InlineData(1, "in 1 day")]
    [InlineData(1.99, "in 1 day")]
    [InlineData(2, "in 2 days")]
    [InlineData(30, "in 30 days")]
    [InlineData(59.9, "in 59 days")]
    [InlineData(60, "in 2 months")]
    [InlineData(90, "in 3 months")]
    [InlineData(365, "in 12 months")]
    [InlineData(729, "in 24 months")]
    [InlineData(730, "in 2 years")]
    [InlineData(36_500, "in 100 years")]
    public void Future_time_is_shown_as_in(double days, string words) => Assert.Equal(words, RelativeTime.Of(days));

    [Theory]
    [InlineData(-59 * Second, "just now")]
    [InlineData(-60 * Second, "1 minute ago")]
    [InlineData(-59.9 * Minute, "59 minutes ago")]
    [InlineData(-Hour, "1 hour ago")]
    [InlineData(-23.9 * Hour, "23 hours ago")]
    [InlineData(-1, "1 day ago")]
    [InlineData(-2, "2 days ago")]
    [InlineData(-95, "3 months ago")]
    [InlineData(-729, "24 months ago")]
    [InlineData(-800, "2 years ago")]
    public void Past_time_is_shown_as_ago(double days, string words) => Assert.Equal(words, RelativeTime.Of(days));

    [Theory]
    [InlineData(Hour, "in 1 hour")]
    [InlineData(1, "in 1 day")]
    [InlineData(30, "in 30 days")]
    [InlineData(90, "in 3 months")]
    public void New_lifetime_is_rounded_up(double days, string words) => Assert.Equal(words, RelativeTime.Of(days - (2 * Second)));

    [Fact]
    public void Text_fits_a_column_of_14_characters()
    {
        for (double days = Second; days < 3_652_059; days *= 1.01)
        {
            Assert.InRange(RelativeTime.Of(days).Length, 1, 14);
            Assert.InRange(RelativeTime.Of(-days).Length, 1, 14);
        }
    }
}
