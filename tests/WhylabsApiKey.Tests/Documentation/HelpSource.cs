using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Documentation;

/// <summary>The Markdown page of a command, in the form of PlatyPS. The XML that Get-Help reads is generated from it.</summary>
internal sealed class HelpSource
{
    public const string Generate = "dotnet pwsh -File build.ps1 -Task Help";

    private readonly string _text;

    private HelpSource(string file)
    {
        Name = Path.GetFileNameWithoutExtension(file);
        _text = File.ReadAllText(file).ReplaceLineEndings("\n");
        Sections = Split(_text, "## ");
        Syntaxes = Split(TextOf("SYNTAX"), "### ");
        Parameters = [.. Split(TextOf("PARAMETERS"), "### -").Select(section => new Parameter(section.Title, section.Text))];
        Examples = [.. Split(TextOf("EXAMPLES"), "### ").Select(section => new HelpExample(section.Title, section.Text))];
        Inputs = Split(TextOf("INPUTS"), "### ");
        Outputs = Split(TextOf("OUTPUTS"), "### ");
        Links =
        [
            .. Regex.Matches(TextOf("RELATED LINKS"), @"(?m)^- \[(.+)\]\((.+)\)$")
                .Select(link => new Section(link.Groups[1].Value, link.Groups[2].Value)),
        ];
    }

    public static string Folder => Path.Combine(Repository.Folder, "src", "WhylabsApiKey", "help");

    public static IReadOnlyList<HelpSource> All { get; } =
        [.. Directory.GetFiles(Folder, "*-*.md").Order(StringComparer.Ordinal).Select(file => new HelpSource(file))];

    public string Name { get; }

    public IReadOnlyList<Section> Sections { get; }

    public IReadOnlyList<Section> Syntaxes { get; }

    public IReadOnlyList<Parameter> Parameters { get; }

    public IReadOnlyList<HelpExample> Examples { get; }

    public IReadOnlyList<Section> Inputs { get; }

    public IReadOnlyList<Section> Outputs { get; }

    /// <summary>The related links: a title and a path.</summary>
    public IReadOnlyList<Section> Links { get; }

    /// <summary>The line in the generated XML that identifies the source text of this page.</summary>
    public string Stamp => $"{Name}.md {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_text)))}";

    /// <summary>The texts of the page that consist of sentences.</summary>
    public IEnumerable<string> Prose =>
    [
        TextOf("SYNOPSIS"), TextOf("DESCRIPTION"), .. Examples.Select(example => example.Remarks),
        .. Parameters.Select(parameter => parameter.Description), .. Inputs.Concat(Outputs).Select(section => section.Text),
        TextOf("NOTES"),
    ];

    public static HelpSource Of(string command) => All.SingleOrDefault(page => page.Name == command)
        ?? throw new FileNotFoundException($"Copy another page to src/WhylabsApiKey/help/{command}.md, rewrite it, and run: {Generate}");

    /// <summary>Returns the text of a section; empty if the page has no such section.</summary>
    public string TextOf(string section) => Sections.SingleOrDefault(other => other.Title == section)?.Text ?? "";

    /// <summary>The texts that Get-Help shows for the command, in the same form as <see cref="HelpPage.Texts"/>.</summary>
    public IEnumerable<string> Texts =>
    [
        .. Paragraphs(TextOf("SYNOPSIS")), .. Paragraphs(TextOf("DESCRIPTION")),
        .. Parameters.SelectMany(parameter => (IEnumerable<string>)
            [parameter.Name, .. Paragraphs(parameter.Description), parameter.Default]),
        .. Inputs.Concat(Outputs).SelectMany(section => (IEnumerable<string>)[section.Title, .. Paragraphs(section.Text)]),
        .. Paragraphs(TextOf("NOTES")),
        .. Examples.SelectMany(example => (IEnumerable<string>)[example.Title, example.Code, .. Paragraphs(example.Remarks)]),
        .. Links.Select(link => link.Title),
    ];

    private static IEnumerable<string> Paragraphs(string markdown) =>
        Regex.Split(markdown.Replace("`", "", StringComparison.Ordinal), @"\n\s*\n")
            .Select(paragraph => Regex.Replace(paragraph, @"\s*\n\s*", " "));

    private static Section[] Split(string text, string heading) =>
    [
        .. Regex.Matches(text, $@"(?ms)^{heading}(.+?)$(.*?)(?=^{heading}|^### Common|\z)")
            .Select(section => new Section(section.Groups[1].Value, section.Groups[2].Value.Trim())),
    ];

    internal sealed record Section(string Title, string Text);

    internal sealed class HelpExample(string title, string section)
    {
        private readonly Match _parts = Regex.Match(section, @"(?s)^```powershell\n(.*?)\n```\n(.*)$");

        public string Title => title;

        public string Code => _parts.Groups[1].Value;

        public string Remarks => _parts.Groups[2].Value.Trim();
    }

    internal sealed class Parameter(string name, string section)
    {
        private const string Set = "- Name: .*\n(?:  .*\n)+";

        private readonly Match _parts = Regex.Match(section, @"(?s)^(.*?)\n\n```yaml\n(.*?)```$");

        public string Name => name;

        public string Description => _parts.Groups[1].Value;

        public string Default => Regex.Match(Yaml, "(?m)^DefaultValue: '?(.*?)'?$").Groups[1].Value;

        public bool IsSwitch => Yaml.Contains(".SwitchParameter\n", StringComparison.Ordinal);

        /// <summary>The table without the default value, and with the parameter sets in alphabetical order.</summary>
        public string Table => Regex.Replace(
            Regex.Replace(Yaml, "(?m)^DefaultValue: .+\n", ""),
            $"({Set})+",
            sets => string.Concat(Regex.Matches(sets.Value, Set).Select(set => set.Value).Order(StringComparer.Ordinal)));

        private string Yaml => _parts.Groups[2].Value;
    }
}
