using System.Globalization;

namespace WhylabsApiKey.Tests.Documentation;

/// <summary>The pages are written in short sentences, in the form that the help of PowerShell has.</summary>
public class HelpLanguageTests(ITestOutputHelper output)
{
    private const int LongestSentence = 30;

    // The grade of the pages today. Lower it when the pages get easier to read.
    private const double HighestGrade = 5.63;

    private static readonly string[] Sentences = [.. HelpSource.All.SelectMany(page => page.Prose).SelectMany(Prose.Sentences)];

    [Fact]
    public void A_synopsis_is_one_sentence() => Assert.All(
        HelpSource.All, page => Assert.Equal(1, Prose.Sentences(page.TextOf("SYNOPSIS")).Count(sentence => sentence.EndsWith('.'))));

    [Fact]
    public void The_description_of_a_parameter_begins_as_usual()
    {
        HelpSource.Parameter[] parameters = [.. HelpSource.All.SelectMany(page => page.Parameters)];
        Assert.Contains(parameters, parameter => parameter.IsSwitch);
        Assert.All(parameters, parameter => Assert.StartsWith(
            parameter.IsSwitch ? "Indicates that " : "Specifies ", parameter.Description, StringComparison.Ordinal));
    }

    [Fact]
    public void No_sentence_is_long()
    {
        Assert.True(Sentences.Length > 400);
        Assert.Equal("", string.Join('\n', Sentences.Where(sentence => Prose.Words(sentence).Count() > LongestSentence)));
    }

    [Fact]
    public void The_pages_do_not_get_harder_to_read()
    {
        double grade = Math.Round(Prose.Grade(Sentences), 2);
        output.WriteLine(grade.ToString("The Flesch-Kincaid grade of the help is 0.00.", CultureInfo.InvariantCulture));
        Assert.InRange(grade, 1, HighestGrade);
    }

    [Theory]
    [InlineData("The cat sat on the mat.", -1.45)]
    [InlineData("Run `Get-Help Get-WhylabsApiKey -Full` at any time. It shows everything about the available parameters.", 9.37)]
    public void A_grade_is_that_of_Flesch_and_Kincaid(string text, double grade) =>
        Assert.Equal(grade, Prose.Grade(Prose.Sentences(text)), tolerance: 0.01);
}
