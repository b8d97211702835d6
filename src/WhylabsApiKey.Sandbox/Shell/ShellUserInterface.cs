using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Net;
using System.Security;

namespace WhylabsApiKey.Sandbox.Shell;

/// <summary>
/// The user interface of <see cref="ShellHost"/>. The answer to a choice is the start of a label; the answer to a field is its value.
/// </summary>
internal sealed class ShellUserInterface(TextWriter screen, Func<string, string, string>? answer) : PSHostUserInterface
{
    public override PSHostRawUserInterface RawUI { get; } = new ShellRawUserInterface();

    public override void Write(string value) => screen.Write(Plain(value));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => screen.Write(Plain(value));

    public override void WriteLine(string value) => screen.WriteLine(Plain(value));

    public bool HasShownError { get; private set; }

    public override void WriteErrorLine(string value)
    {
        HasShownError = true;
        screen.WriteLine(Plain(value));
    }

    public override void WriteDebugLine(string message) => screen.WriteLine("DEBUG: " + message);

    public override void WriteVerboseLine(string message) => screen.WriteLine("VERBOSE: " + message);

    public override void WriteWarningLine(string message) => screen.WriteLine("WARNING: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        string reply = (answer ?? throw NonInteractive())(caption, message);
        for (int i = 0; i < choices.Count; i++)
        {
            if (choices[i].Label.Replace("&", "", StringComparison.Ordinal).StartsWith(reply, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return defaultChoice;
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        Func<string, string, string> reply = answer ?? throw NonInteractive();
        return descriptions.ToDictionary(field => field.Name, field => PSObject.AsPSObject(Value(field, reply(message, field.Name))));
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw NonInteractive();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName,
        PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        throw NonInteractive();

    public override string ReadLine() => throw NonInteractive();

    public override SecureString ReadLineAsSecureString() => throw NonInteractive();

    private static object Value(FieldDescription field, string text) =>
        field.ParameterTypeName == nameof(SecureString) ? new NetworkCredential("", text).SecurePassword : text;

    private static string Plain(string text) => GetOutputString(text, supportsVirtualTerminal: false);

    private static PSInvalidOperationException NonInteractive() => new("This host is non-interactive.");
}
