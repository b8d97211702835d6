using System.Text.RegularExpressions;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Documentation;

/// <summary>A PowerShell example from the help of a command, from about_WhylabsApiKey, or from a Markdown page.</summary>
internal sealed record Example(string Name, string Code)
{
    public static IReadOnlyList<Example> All { get; } =
        [.. OfHelp(), .. OfTopic(), .. OfPage("README.md"), .. OfPage("src/WhylabsApiKey/help/recipes.md")];

    public static Example Of(string name) => All.Single(example => example.Name == name);

    private static IEnumerable<Example> OfHelp() => HelpPage.All.SelectMany(page => Numbered(page.Name, page.Examples));

    // In the topic, paragraphs that are indented by eight spaces are PowerShell.
    private static IEnumerable<Example> OfTopic() =>
        Numbered(
            "about_WhylabsApiKey",
            Regex.Matches(HelpPage.Topic, @"(?m)(?<=^[ \t]*\n) {8}\S.*(\n {8}.*)*").Select(match => match.Value));

    // Examples that build or install the module are excluded, because they call no service.
    private static IEnumerable<Example> OfPage(string path) => Numbered(
        Path.GetFileNameWithoutExtension(path),
        Regex.Matches(Repository.ReadText(path), @"(?ms)^```powershell\n(.*?)^```")
            .Select(match => match.Groups[1].Value)
            .Where(code => !Regex.IsMatch(code, @"\bdotnet |\bInstall-")));

    private static IEnumerable<Example> Numbered(string source, IEnumerable<string> codes) =>
        codes.Select((code, i) => new Example($"{source}, example {i + 1}", code));
}
