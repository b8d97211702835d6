using System.Management.Automation;
using System.Text.RegularExpressions;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Documentation;

/// <summary>Tests that the pages match the cmdlets, and that the XML for Get-Help matches the pages.</summary>
public class HelpSourceTests
{
    public static TheoryData<string> Commands => [.. HelpPage.All.Select(page => page.Name)];

    [Fact]
    public void Every_command_has_a_page()
    {
        using var shell = ModuleShell.Open(new ShellHost(TextWriter.Null));
        string[] commands = [.. shell.Run("(Get-Module WhylabsApiKey).ExportedCommands.Keys").Output.Select(name => name.ToString())];
        Assert.NotEmpty(commands);
        Assert.All(commands, command => Assert.NotNull(HelpSource.Of(command)));
        Assert.Equal(commands.Order(StringComparer.Ordinal), HelpSource.All.Select(page => page.Name));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void XML_is_generated_from_the_current_page(string command)
    {
        Assert.True(
            HelpPage.Stamps.Contains(HelpSource.Of(command).Stamp),
            $"src/WhylabsApiKey/help/{command}.md was changed after the XML was generated. Run: {HelpSource.Generate}");
        Assert.Equal(HelpSource.Of(command).Texts, HelpPage.Of(command).Texts);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Page_has_all_sections(string command)
    {
        var page = HelpSource.Of(command);
        Assert.Equal(
            [
                "SYNOPSIS", "SYNTAX", "ALIASES", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS",
            ],
            page.Sections.Select(section => section.Title));
        Assert.DoesNotContain(page.Prose, text => text.Length < 15 || text.Contains("{{", StringComparison.Ordinal));
        Assert.Equal(
            Enumerable.Range(1, page.Examples.Count).Select(number => $"Example {number}"),
            page.Examples.Select(example => example.Title.Split(':')[0]));
        Assert.DoesNotContain(page.Links, link => !File.Exists(Path.Combine(HelpSource.Folder, link.Text)));
        Assert.Equal(
            HelpSource.All.Select(other => other.Name).Where(name => name != command).Append("about_WhylabsApiKey"),
            page.Links.Select(link => link.Title));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Page_has_the_syntax_of_the_command(string command)
    {
        using var shell = ModuleShell.Open(new ShellHost(TextWriter.Null));
        AssertSame(
            command,
            Info(shell, command).ParameterSets.OrderByDescending(set => set.IsDefault)
                .Select(set => $"{Title(set)}: {command} {Shown(set)}"),
            HelpSource.Of(command).Syntaxes.Select(set => $"{set.Title}: {Regex.Replace(set.Text.Trim('`', '\n'), @"\s+", " ")}"));
        Assert.Empty(shell.Run("param($Name) Get-Alias -Definition $Name -ErrorAction Ignore", command).Output);
        Assert.Equal("This cmdlet has no aliases.", HelpSource.Of(command).TextOf("ALIASES"));

        static string Title(CommandParameterSetInfo set) =>
            set is { IsDefault: true, Name: not "__AllParameterSets" } ? $"{set.Name} (Default)" : set.Name;

        static string Shown(CommandParameterSetInfo set) => set.Parameters.Where(parameter => IsHidden(parameter.Attributes)).Aggregate(
            set.ToString(), (syntax, hidden) => Regex.Replace(syntax, $@"\[-{hidden.Name}( <\w+>)?\] ", ""));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Page_has_the_parameters_of_the_command(string command)
    {
        using var shell = ModuleShell.Open(new ShellHost(TextWriter.Null));
        CommandInfo info = Info(shell, command);
        ParameterMetadata[] parameters =
        [
            .. info.Parameters.Values
                .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name) && !IsHidden(parameter.Attributes))
                .OrderBy(parameter => parameter.Name, StringComparer.Ordinal),
        ];
        AssertSame(
            command,
            parameters.Select(parameter => $"{parameter.Name}\n{Table(parameter)}"),
            HelpSource.Of(command).Parameters.Select(parameter => $"{parameter.Name}\n{parameter.Table}"));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Page_has_the_output_types_of_the_command(string command)
    {
        using var shell = ModuleShell.Open(new ShellHost(TextWriter.Null));
        AssertSame(
            command,
            Info(shell, command).OutputType.Select(type => type.Type == typeof(void) ? "None" : type.Name),
            HelpSource.Of(command).Outputs.Select(output => output.Title));
    }

    [Fact]
    public void Common_parameter_has_the_same_description_on_every_page()
    {
        string[] common =
        [
            "AllowUnencryptedAuthentication", "ApiKey", "ApiVersion", "Confirm", "Endpoint", "MaximumRetryCount", "OrgId",
            "TimeoutSec", "WhatIf",
        ];
        Assert.All(common, name =>
        {
            // A parameter that accepts several organizations has another description, so it is excluded.
            string[] descriptions = [.. HelpSource.All.Where(page => page.Name != "Connect-Whylabs").SelectMany(page => page.Parameters)
                .Where(parameter => parameter.Name == name && !parameter.Table.Contains("System.String[]", StringComparison.Ordinal))
                .Select(parameter => parameter.Description)];
            Assert.True(descriptions.Length > 2);
            Assert.Single(descriptions.Distinct());
        });
    }

    [Fact]
    public void Parameters_of_Connect_have_no_default_from_the_session()
    {
        string[] sentences = [.. HelpSource.All.Single(page => page.Name == "Connect-Whylabs").Parameters
            .SelectMany(parameter => parameter.Description.Split('\n'))
            .Where(sentence => sentence.StartsWith("By default,", StringComparison.Ordinal))];
        Assert.Equal(4, sentences.Count(sentence => sentence.Contains("environment variable `WHYLABS_", StringComparison.Ordinal)));
        Assert.All(sentences, sentence => Assert.DoesNotContain("session", sentence, StringComparison.Ordinal));
    }

    private static void AssertSame(string command, IEnumerable<string> ofCommand, IEnumerable<string> ofPage)
    {
        string[] expected = [.. ofCommand];
        string[] actual = [.. ofPage];
        Assert.True(
            expected.SequenceEqual(actual),
            $"src/WhylabsApiKey/help/{command}.md does not match {command}. Remove obsolete parts from the page, and run: "
            + $"{HelpSource.Generate}\n\nOnly the command has:\n{string.Join('\n', expected.Except(actual))}"
            + $"\n\nOnly the page has:\n{string.Join('\n', actual.Except(expected))}");
    }

    private static CommandInfo Info(ModuleShell shell, string command) =>
        (CommandInfo)shell.Run("param($Name) Get-Command $Name", command).Output.Single().BaseObject;

    private static bool IsHidden(IEnumerable<Attribute> attributes) =>
        attributes.OfType<ParameterAttribute>().Any(attribute => attribute.DontShow);

    // The table as PlatyPS writes it, without the default value, which another test compares.
    private static string Table(ParameterMetadata parameter)
    {
        IEnumerable<string> sets = parameter.ParameterSets.OrderBy(set => set.Key, StringComparer.Ordinal).Select(set =>
            $"""

            - Name: {(set.Key == "__AllParameterSets" ? "(All)" : set.Key)}
              Position: {(set.Value.Position == int.MinValue ? "Named" : set.Value.Position)}
              IsRequired: {Written(set.Value.IsMandatory)}
              ValueFromPipeline: {Written(set.Value.ValueFromPipeline)}
              ValueFromPipelineByPropertyName: {Written(set.Value.ValueFromPipelineByPropertyName)}
              ValueFromRemainingArguments: {Written(set.Value.ValueFromRemainingArguments)}
            """);
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return $"""
            Type: {parameter.ParameterType}
            SupportsWildcards: {Written(parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any())}
            Aliases:{List(parameter.Aliases)}
            ParameterSets:{string.Concat(sets)}
            DontShow: false
            AcceptedValues:{List(type.IsEnum ? Enum.GetNames(type) : [])}
            HelpMessage: ''

            """.ReplaceLineEndings("\n");

        static string Written(bool value) => value ? "true" : "false";

        static string List(IReadOnlyCollection<string> values) =>
            values.Count == 0 ? " []" : string.Concat(values.Select(value => $"\n- {value}"));
    }
}
