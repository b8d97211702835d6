using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Documentation;

/// <summary>Tests that the help, the topic and the README describe the commands completely.</summary>
public class HelpTests
{
    public static TheoryData<string> Commands => [.. HelpPage.All.Select(page => page.Name)];

    [Fact]
    public void Exports_manifest_help_topic_and_README_name_the_same_commands()
    {
        using var shell = ModuleShell.Open(new ShellHost(TextWriter.Null));
        string[] exported =
        [
            .. shell.Run("(Get-Module WhylabsApiKey).ExportedCommands.Keys")
                .Output.Select(name => name.ToString()).Order(StringComparer.Ordinal),
        ];
        Assert.Contains("Get-WhylabsApiKey", exported);
        Assert.Equal(exported, HelpPage.All.Select(page => page.Name));
        Assert.Equal(exported, Named(File.ReadAllText(Path.Combine(ModuleShell.ModulePath, "WhylabsApiKey.psd1"))));
        Assert.Equal(exported, Named(HelpPage.Topic));
        Assert.Equal(exported, Named(Repository.ReadText("README.md")));

        static IEnumerable<string> Named(string text) =>
            Regex.Matches(text, @"\b[A-Z][a-z]+-Whylabs([A-Z]\w+)?\b")
                .Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Get_Help_finds_the_help_of_a_command(string command)
    {
        using var shell = ModuleShell.Open(new ShellHost(TextWriter.Null));
        ShellResult result = shell.Run(
            "param($Name) $help = Get-Help $Name -Full; " +
            "$help.Synopsis, $help.description.Text, $help.alertSet.alert.Text, $help.inputTypes.inputType.type.name, " +
            "$help.returnValues.returnValue.type.name | ForEach-Object { \"$_\" }; $help.examples.example.code",
            command);
        Assert.DoesNotContain(result.Output, text => string.IsNullOrWhiteSpace(text?.ToString()));
        Assert.Equal(
            HelpPage.Of(command).Examples, result.Output.TakeLast(HelpPage.Of(command).Examples.Count).Select(code => code.ToString()));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_has_the_parameters_of_a_command_and_no_others(string command)
    {
        using var shell = ModuleShell.Open(new ShellHost(TextWriter.Null));
        CommandInfo info = Info(shell, command);
        Assert.Equal(
            info.ParameterSets.OrderByDescending(set => set.IsDefault)
                .Select(set => Written(Shown(set).Select(parameter => (parameter.Name, parameter.IsMandatory, parameter.Position)))),
            HelpPage.Of(command).Sets
                .Select(set => Written(set.Select(parameter => (parameter.Name, parameter.Required, Position(parameter.Position))))));
        Assert.Equal(
            info.ParameterSets.SelectMany(Shown)
                .Select(parameter => Row(
                    parameter.Name,
                    parameter.ValueFromPipeline || parameter.ValueFromPipelineByPropertyName,
                    string.Join(", ", parameter.Aliases.DefaultIfEmpty("none"))))
                .Distinct().Order(StringComparer.Ordinal),
            HelpPage.Of(command).Parameters
                .Select(parameter => Row(parameter.Name, parameter.FromPipeline, parameter.Aliases)).Order(StringComparer.Ordinal));

        static string Row(string name, bool piped, string aliases) => $"{name}, piped {piped}, {aliases}";

        IEnumerable<CommandParameterInfo> Shown(CommandParameterSetInfo set) => set.Parameters.Where(parameter =>
            !Cmdlet.CommonParameters.Contains(parameter.Name)
            && !parameter.Attributes.OfType<ParameterAttribute>().Any(attribute => attribute.DontShow));

        static int Position(string text) => text == "named" ? int.MinValue : int.Parse(text, CultureInfo.InvariantCulture);

        static string Written(IEnumerable<(string Name, bool Required, int Position)> parameters) =>
            string.Join(" ", parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_describes_every_parameter_with_its_default(string command)
    {
        using var shell = ModuleShell.Open(new ShellHost(TextWriter.Null));
        Assert.DoesNotContain(
            HelpPage.Of(command).Parameters, parameter => parameter.Description.Length < 15 || parameter.Default.Length == 0);
        PSObject fresh = shell.Run(
            "param($Type) [Activator]::CreateInstance($Type)", ((CmdletInfo)Info(shell, command)).ImplementingType).Output.Single();
        foreach (HelpPage.Parameter parameter in HelpPage.Of(command).Parameters)
        {
            if (parameter.Name is "WhatIf" or "Confirm")
                continue;
            object? value = fresh.Properties[parameter.Name].Value;
            if (value is int or SwitchParameter or string[] { Length: > 0 })
                Assert.Equal(LanguagePrimitives.ConvertTo<string>(value), parameter.Default);
        }

        Assert.All(
            HelpPage.Of(command).Parameters.Where(parameter => parameter.Name is "Endpoint" or "ApiKey" or "ApiVersion"),
            parameter => Assert.Contains("$env:WHYLABS_", parameter.Default, StringComparison.Ordinal));
    }

    [Fact]
    public void Topic_has_cause_and_action_of_every_error_and_says_which_errors_end_the_command()
    {
        using var shell = ModuleShell.Open(new ShellHost(TextWriter.Null));
        Assembly module = ((CmdletInfo)Info(shell, "Get-WhylabsApiKey")).ImplementingType.Assembly;
        Type errorTable = module.GetType("WhylabsApiKey.Errors.ErrorTable", throwOnError: true)!;
        var table = (IDictionary)errorTable.GetField("Rows", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        Assert.Equal(
            table.Keys.Cast<Enum>().Order().Select(errorId =>
                $"{errorId}{(Equals(Value(errorId, "Terminating"), true) ? " (ends the command)" : "")} {Advice(errorId)}"),
            Regex.Matches(
                HelpPage.Topic,
                @"(?m)^ {4}(\w+(?: \(ends the command\))?)\n {6}Cause: \S.*\n(?: {13}\S.*\n)*((?: {6}Do.*:.*\n(?: {13}\S.*\n)*)+)")
                .Select(match => $"{match.Groups[1].Value} {Regex.Replace(match.Groups[2].Value, @"\s+", " ").Trim()}"));

        object? Value(Enum errorId, string property) => table[errorId]!.GetType().GetProperty(property)!.GetValue(table[errorId]);

        string Advice(Enum errorId) => string.Join(' ', ((IEnumerable<(string Case, string Action)>)Value(errorId, "Cases")!)
            .Select(advice => $"Do ({advice.Case}): {advice.Action}").Prepend($"Do: {Value(errorId, "Action")}"));
    }

    [Theory]
    [InlineData("TimeoutSec")]
    [InlineData("MaximumRetryCount")]
    [InlineData("ThrottleLimit")]
    public void README_and_topic_name_the_default_of_a_number(string parameter)
    {
        using var shell = ModuleShell.Open(new ShellHost(TextWriter.Null));
        Type revoke = ((CmdletInfo)Info(shell, "Revoke-WhylabsApiKey")).ImplementingType;
        PSObject fresh = shell.Run("param($Type) [Activator]::CreateInstance($Type)", revoke).Output.Single();
        Assert.Matches($@"(?m)^\| `-{parameter}`.*\| {fresh.Properties[parameter].Value} \|$", Repository.ReadText("README.md"));
        Assert.Contains($"-{parameter} ({fresh.Properties[parameter].Value})", HelpPage.Topic, StringComparison.Ordinal);
    }

    private static CommandInfo Info(ModuleShell shell, string command) =>
        (CommandInfo)shell.Run("param($Name) Get-Command $Name", command).Output.Single().BaseObject;
}
