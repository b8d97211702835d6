using System.Management.Automation.Language;
using System.Xml.Linq;
using WhylabsApiKey.Sandbox.Shell;

namespace WhylabsApiKey.Tests.Support;

/// <summary>Reads the staged help of one command.</summary>
internal sealed class HelpPage
{
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";

    private HelpPage(XElement page)
    {
        Name = page.Element(Command + "details")!.Element(Command + "name")!.Value;
        Sets =
        [
            .. page.Descendants(Command + "syntaxItem").Select(set => set.Elements(Command + "parameter").Select(Parameter.Of).ToArray()),
        ];
        Parameters = [.. page.Element(Command + "parameters")!.Elements(Command + "parameter").Select(Parameter.Of)];
        Examples = [.. page.Descendants(Command + "example").Select(example => example.Element(Dev + "code")!.Value)];
        Texts =
        [
            .. Paragraphs(page.Element(Command + "details")), .. Paragraphs(page.Element(Maml + "description")),
            .. page.Element(Command + "parameters")!.Elements().SelectMany(parameter => (IEnumerable<string>)
                [parameter.Element(Maml + "name")!.Value, .. Paragraphs(parameter), parameter.Element(Dev + "defaultValue")!.Value]),
            .. page.Elements(Command + "inputTypes").Concat(page.Elements(Command + "returnValues")).Elements()
                .SelectMany(type => (IEnumerable<string>)[type.Descendants(Maml + "name").First().Value, .. Paragraphs(type)]),
            .. Paragraphs(page.Element(Maml + "alertSet")),
            .. page.Descendants(Command + "example").SelectMany(example => (IEnumerable<string>)
                [example.Element(Maml + "title")!.Value.Trim('-', ' '), example.Element(Dev + "code")!.Value, .. Paragraphs(example)]),
            .. page.Descendants(Maml + "linkText").Select(link => link.Value),
        ];
    }

    public static IReadOnlyList<HelpPage> All { get; } =
        [.. Xml.Root!.Elements(Command + "command").Select(page => new HelpPage(page))];

    /// <summary>The stamps in the XML, one line for each source page.</summary>
    public static IReadOnlyList<string> Stamps => Xml.Nodes().OfType<XComment>().Single().Value.Trim().Split('\n')[1..];

    public static HelpPage Of(string command) => All.Single(page => page.Name == command);

    public static string Topic { get; } = File.ReadAllText(Path.Combine(Folder, "about_WhylabsApiKey.help.txt"));

    private static XDocument Xml => XDocument.Load(Path.Combine(Folder, "WhylabsApiKey.dll-Help.xml"));

    public static string Folder => Path.Combine(ModuleShell.ModulePath, "en-US");

    public string Name { get; }

    public IReadOnlyList<Parameter[]> Sets { get; }

    public IReadOnlyList<Parameter> Parameters { get; }

    public IReadOnlyList<string> Examples { get; }

    /// <summary>All texts of the help, in the order of Get-Help.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>The parameters of this command in its examples, including those in splatted hashtables.</summary>
    public IEnumerable<string> ParametersInExamples => Examples.SelectMany(example =>
    {
        ScriptBlockAst script = Parse(example);
        CommandAst[] calls =
        [
            .. script.FindAll(ast => ast is CommandAst, true).Cast<CommandAst>().Where(call => call.GetCommandName() == Name),
        ];
        string[] splatted =
        [
            .. calls.SelectMany(call => call.CommandElements.OfType<VariableExpressionAst>())
                .Where(variable => variable.Splatted).Select(variable => variable.VariablePath.UserPath),
        ];
        return calls.SelectMany(call => call.CommandElements.OfType<CommandParameterAst>().Select(parameter => parameter.ParameterName))
            .Concat(script.FindAll(ast => ast is AssignmentStatementAst, true).Cast<AssignmentStatementAst>()
                .Where(assignment => assignment.Left is VariableExpressionAst variable && splatted.Contains(variable.VariablePath.UserPath))
                .SelectMany(assignment => ((HashtableAst)((CommandExpressionAst)assignment.Right).Expression).KeyValuePairs)
                .Select(pair => ((StringConstantExpressionAst)pair.Item1).Value));
    });

    // An example ends with an empty paragraph.
    private static IEnumerable<string> Paragraphs(XElement? parent) =>
        parent!.Descendants(Maml + "para").Select(paragraph => paragraph.Value).Where(text => text.Length > 0);

    private static ScriptBlockAst Parse(string example)
    {
        ScriptBlockAst script = Parser.ParseInput(example, out _, out ParseError[] errors);
        return errors.Length == 0 ? script : throw new System.Management.Automation.ParseException(errors);
    }

    /// <summary>The help of a parameter. In the syntax, it has no description and no default.</summary>
    internal sealed record Parameter(
        string Name,
        bool Required,
        string Position,
        bool FromPipeline,
        string Aliases,
        string Description,
        string Default)
    {
        public static Parameter Of(XElement parameter) => new(
            parameter.Element(Maml + "name")!.Value,
            (bool)parameter.Attribute("required")!,
            parameter.Attribute("position")!.Value.ToLowerInvariant(),
            parameter.Attribute("pipelineInput")!.Value != "false",
            parameter.Attribute("aliases")!.Value,
            parameter.Element(Maml + "description")?.Value ?? "",
            parameter.Element(Dev + "defaultValue")?.Value ?? "");
    }
}
