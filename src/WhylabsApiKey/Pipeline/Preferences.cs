using System.Management.Automation;

namespace WhylabsApiKey.Pipeline;

/// <summary>Reads preference variables and parameters such as -ErrorAction.</summary>
internal static class Preferences
{
    public static bool IsShown(this ActionPreference preference) =>
        preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    /// <summary>Whether a message can end the command under this preference: Stop, or a reply to Inquire.</summary>
    public static bool MayEndCommand(this ActionPreference preference) =>
        preference.IsShown() && preference != ActionPreference.Continue;

    /// <summary>The preference for a stream: the parameter if it was given, otherwise the variable.</summary>
    public static ActionPreference PreferenceFor(this AsyncCommand command, string parameter, string variable) =>
        Parse(command.IsGiven(parameter) ? command.MyInvocation.BoundParameters[parameter] : command.GetVariableValue(variable));

    // A variable may hold the name of a preference as text.
    public static ActionPreference Parse(object? value) =>
        LanguagePrimitives.TryConvertTo(value, out ActionPreference preference) ? preference : ActionPreference.SilentlyContinue;
}
