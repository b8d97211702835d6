using System.Management.Automation;

namespace WhylabsApiKey.Unit.Tests.Input;

/// <summary>Tests the transformation of arguments before they are bound.</summary>
public class ArgumentTransformationTests
{
    [Theory]
    [InlineData("user", ":user")]
    [InlineData("ADMINISTRATOR", ":administrator")]
    [InlineData(":Write_Data", ":write_data")]
    [InlineData(":Fly", ":Fly")]
    public void Scope_accepts_any_case_and_a_missing_colon(string scope, string expected) =>
        Assert.Equal(expected, Assert.Single(Assert.IsType<string?[]>(new ScopeAttribute().Transform(null!, scope))));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(":")]
    public void Scope_that_is_empty_is_refused(string scope) =>
        Assert.Throws<ArgumentTransformationMetadataException>(() => new ScopeAttribute().Transform(null!, scope));

    [Theory]
    [InlineData("2027-03-04T12:00Z")]
    [InlineData("03/04/2027 12:00 +00:00")]
    [InlineData("2027-03-04T21:00:00+09:00")]
    public void Time_as_string_is_converted_like_a_PowerShell_cast(string text) => Assert.Equal(
        new DateTimeOffset(2027, 3, 4, 12, 0, 0, TimeSpan.Zero), new InvariantTimeAttribute().Transform(null!, text));

    [Fact]
    public void Time_refuses_an_invalid_string_and_does_not_change_other_types()
    {
        Assert.Throws<ArgumentTransformationMetadataException>(() => new InvariantTimeAttribute().Transform(null!, "tomorrow"));
        Assert.Equal(Keys.Now, new InvariantTimeAttribute().Transform(null!, Keys.Now));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(5L)]
    [InlineData(5.0)]
    [InlineData("5")]
    [InlineData("-1")]
    public void Whole_number_is_not_changed(object number) => Assert.Same(number, new WholeNumberAttribute().Transform(null!, number));

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.5)]
    [InlineData("0.5")]
    [InlineData("1,5")]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData(true)]
    [InlineData(null)]
    [InlineData(double.NaN)]
    public void Value_that_is_no_whole_number_is_refused(object? value) =>
        Assert.Throws<ArgumentTransformationMetadataException>(() => new WholeNumberAttribute().Transform(null!, value));

    [Theory]
    [InlineData("TRAIN*", "trainer", true)]
    [InlineData("prod[1]", "prod1", true)]
    [InlineData("ci", "CI", true)]
    [InlineData("ci", "cid", false)]
    public void Alias_is_a_wildcard_pattern_without_case(string pattern, string alias, bool matches) =>
        Assert.Equal(matches, WildcardPatternAttribute.Compile(pattern).IsMatch(alias));

    [Theory]
    [InlineData("[")]
    [InlineData("a[b")]
    public void Alias_that_is_an_invalid_pattern_is_refused(string pattern) =>
        Assert.Throws<WildcardPatternException>(() => WildcardPatternAttribute.Compile(pattern));
}
