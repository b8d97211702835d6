using System.Globalization;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Documentation;

/// <summary>Tests that texts have short sentences, and that the help has the form of PowerShell help.</summary>
public class HelpLanguageTests(ITestOutputHelper output)
{
    private const int LongestSentence = 30;

    // The current grades. Lower them when the texts become easier to read.
    private const double HighestGrade = 5.63;
    private const double HighestReadmeGrade = 5.5;

    private static readonly string[] Projects = ["WhylabsApiKey", "WhylabsApiKey.Core", "WhylabsApiKey.Abstractions"];

    private static readonly string[] Messages =
    [
        .. Projects.SelectMany(project => Repository.Sources(Path.Combine("src", project)))
            .SelectMany(file => Prose.Messages(File.ReadAllText(file))),
    ];

    private static readonly string[] Sentences = [.. HelpSource.All.SelectMany(page => page.Prose).SelectMany(Prose.Sentences)];

    [Fact]
    public void Synopsis_is_one_sentence() => Assert.All(
        HelpSource.All, page => Assert.Equal(1, Prose.Sentences(page.TextOf("SYNOPSIS")).Count(sentence => sentence.EndsWith('.'))));

    [Fact]
    public void Description_of_a_parameter_begins_with_Specifies_or_Indicates_that()
    {
        HelpSource.Parameter[] parameters = [.. HelpSource.All.SelectMany(page => page.Parameters)];
        Assert.Contains(parameters, parameter => parameter.IsSwitch);
        Assert.All(parameters, parameter => Assert.StartsWith(
            parameter.IsSwitch ? "Indicates that " : "Specifies ", parameter.Description, StringComparison.Ordinal));
    }

    [Fact]
    public void No_sentence_of_the_help_is_long()
    {
        Assert.True(Sentences.Length > 400);
        AssertShort(Sentences);
    }

    [Theory]
    [InlineData("README.md", 40)]
    [InlineData("CONTRIBUTING.md", 40)]
    [InlineData("src/WhylabsApiKey/help/recipes.md", 5)]
    [InlineData("src/WhylabsApiKey/help/performance.md", 5)]
    [InlineData("src/WhylabsApiKey/help/hosts.md", 5)]
    [InlineData("src/WhylabsApiKey/help/comparison.md", 5)]
    public void No_sentence_of_a_page_is_long(string page, int least)
    {
        string[] sentences = [.. Prose.Sentences(Prose.WithoutCode(Repository.ReadText(page)))];
        Assert.InRange(sentences.Length, least, 1000);
        AssertShort(sentences);
    }

    [Fact]
    public void No_sentence_of_the_topic_is_long()
    {
        string[] sentences = [.. Prose.Sentences(Prose.OfTopic(HelpPage.Topic))];
        Assert.InRange(sentences.Length, 150, 1000);
        AssertShort(sentences);
    }

    [Fact]
    public void No_sentence_of_a_message_is_long()
    {
        string[] sentences = [.. Messages.SelectMany(Prose.Sentences)];
        Assert.Contains("You are not connected: the last Connect-Whylabs failed, or its session is gone from $WhylabsSession.", sentences);
        AssertShort(sentences);
    }

    // In a message that is joined from parts, "It" could refer to the subject of another part.
    [Fact]
    public void Each_message_names_its_subject()
    {
        Assert.Contains("The body has no list of keys.", Messages);
        Assert.DoesNotContain(Messages, message => message.Trim().Split(' ') is ["It" or "Its", _, ..]);
    }

    [Fact]
    public void Help_does_not_become_harder_to_read() => AssertGrade("help", Sentences, HighestGrade);

    [Fact]
    public void README_does_not_become_harder_to_read() =>
        AssertGrade("README", Prose.Sentences(Prose.WithoutCode(Repository.ReadText("README.md"))), HighestReadmeGrade);

    [Theory]
    [InlineData("The cat sat on the mat.", -1.45)]
    [InlineData("Run `Get-Help Get-WhylabsApiKey -Full` at any time. It shows everything about the available parameters.", 9.37)]
    public void Grade_is_the_Flesch_Kincaid_grade(string text, double grade) =>
        Assert.Equal(grade, Prose.Grade(Prose.Sentences(text)), tolerance: 0.01);

    private static void AssertShort(IEnumerable<string> sentences)
    {
        string[] tooLong = [.. sentences.Where(sentence => Prose.Words(sentence).Count() > LongestSentence)];
        Assert.True(tooLong.Length == 0, $"Longer than {LongestSentence} words:\n{string.Join('\n', tooLong)}");
    }

    private void AssertGrade(string text, IEnumerable<string> sentences, double highest)
    {
        double grade = Math.Round(Prose.Grade(sentences), 2);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The Flesch-Kincaid grade of the {text} is {grade:0.00}."));
        Assert.InRange(grade, 1, highest);
    }
}
