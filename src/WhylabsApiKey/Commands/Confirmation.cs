using System.Management.Automation;
using System.Management.Automation.Host;

namespace WhylabsApiKey.Commands;

/// <summary>Asking before a change.</summary>
internal static class Confirmation
{
    /// <summary>
    /// Asks, unless the change is forced. Force stands for "do not ask": never for "do it although only a preview is wanted".
    /// </summary>
    public static bool MayChange(this AsyncCommand command, bool force, string target, string action) =>
        (force && !command.IsBound("Confirm") && !command.IsPreview()) || command.Asked(target, action);

    /// <summary>Asks as ShouldProcess does; where nobody can be asked, the error says how to go on.</summary>
    public static bool Asked(this AsyncCommand command, string target, string action)
    {
        try
        {
            return command.ShouldProcess(target, action);
        }
        catch (Exception e) when (IsUnattended(e))
        {
            string force = command.MyInvocation.MyCommand.Parameters.ContainsKey("Force") ? " or -Force" : "";
            throw new WhylabsApiException(
                WhylabsErrorId.ConfirmationImpossible,
                $"{action} {target} needs a confirmation, and nobody can be asked here. To go on without one, pass -Confirm:$false{force}.",
                e);
        }
    }

    /// <summary>Whether a question failed because nobody is there to answer it.</summary>
    public static bool IsUnattended(Exception e) =>
        e is PSInvalidOperationException or HostException or RemoteException or NotImplementedException

            // The console at the end of its standard input.
            or NullReferenceException;

    /// <summary>Whether only a preview is wanted, by a parameter or by a preference variable.</summary>
    public static bool IsPreview(this AsyncCommand command) =>
        command.IsGiven("WhatIf") ? command.IsBound("WhatIf") : LanguagePrimitives.IsTrue(command.GetVariableValue("WhatIfPreference"));
}
