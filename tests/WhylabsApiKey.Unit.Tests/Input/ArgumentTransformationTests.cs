using System.Management.Automation;

namespace WhylabsApiKey.Unit.Tests.Input;

/// <summary>What the arguments of commands are turned into before they are bound.</summary>
public class ArgumentTests
{
    [Theory]
    [InlineData("user", ":user")]
    [InlineData("ADMINISTRATOR", ":administrator")]
    [InlineData(":Write_Data", ":write_data")]
    [InlineData(":Fly", ":Fly")]
    public void A_known_scope_may_be_written_in_any_case_and_without_its_colon(string scope, string expected) =>
        Assert.Equal(expected, Assert.Single(Assert.IsType<string?[]>(new ScopeAttribute().Transform(null!, scope))));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(":")]
    public void An_empty_scope_is_refused(string scope) =>
        Assert.Throws<ArgumentTransformationMetadataException>(() => new ScopeAttribute().Transform(null!, scope));

    [Theory]
    [InlineData("2027-03-04T12:00Z")]
    [InlineData("03/04/2027 12:00 +00:00")]
    [InlineData("2027-03-04T21:00:00+09:00")]
    public void A_time_given_as_text_is_read_as_PowerShell_casts_it(string text) => Assert.Equal(
        new DateTimeOffset(2027, 3, 4, 12, 0, 0, TimeSpan.Zero), new InvariantTimeAttribute().Transform(null!, text));

    [Fact]
    public void A_text_that_is_no_time_is_refused_and_what_is_no_text_is_left_alone()
    {
        Assert.Throws<ArgumentTransformationMetadataException>(() => new InvariantTimeAttribute().Transform(null!, "tomorrow"));
        Assert.Equal(Keys.Now, new InvariantTimeAttribute().Transform(null!, Keys.Now));
    }

    [Theory]
    [InlineData("TRAIN*", "trainer", true)]
    [InlineData("prod[1]", "prod1", true)]
    [InlineData("ci", "CI", true)]
    [InlineData("ci", "cid", false)]
    public void An_alias_is_a_wildcard_without_case(string pattern, string alias, bool matches) =>
        Assert.Equal(matches, WildcardPatternAttribute.Compile(pattern).IsMatch(alias));

    [Theory]
    [InlineData("[")]
    [InlineData("a[b")]
    public void What_is_no_pattern_is_refused(string pattern) =>
        Assert.Throws<WildcardPatternException>(() => WildcardPatternAttribute.Compile(pattern));
}
