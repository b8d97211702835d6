using System.Management.Automation;
using System.Management.Automation.Host;

namespace WhylabsApiKey.Pipeline;

/// <summary>The confirmation of a change.</summary>
internal static class Confirmation
{
    /// <summary>
    /// Calls ShouldProcess. Every change passes here: after a confirmation, messages that may end the command wait for the
    /// outcome of the change.
    /// </summary>
    /// <param name="force">Skips the confirmation, except with -WhatIf or -Confirm.</param>
    /// <exception cref="WhylabsApiException">ConfirmationImpossible: the session is non-interactive.</exception>
    public static bool Confirm(this AsyncCommand command, string target, string action, bool force = false)
    {
        bool isConfirmed = (force && !command.IsOn("Confirm") && !command.IsPreview()) || Ask(command, target, action);
        if (isConfirmed)
            command.Pump.Messages.Hold();
        return isConfirmed;
    }

    /// <summary>Whether -WhatIf or $WhatIfPreference is on.</summary>
    public static bool IsPreview(this AsyncCommand command) =>
        command.IsGiven("WhatIf") ? command.IsOn("WhatIf") : LanguagePrimitives.IsTrue(command.GetVariableValue("WhatIfPreference"));

    /// <summary>Whether a question failed because the session is non-interactive.</summary>
    public static bool IsNonInteractive(Exception e) =>
        e is PSInvalidOperationException or HostException or RemoteException or NotImplementedException

            // The error of a console at the end of standard input.
            or NullReferenceException;

    private static bool Ask(AsyncCommand command, string target, string action)
    {
        try
        {
            return command.ShouldProcess(target, action);
        }
        catch (Exception e) when (IsNonInteractive(e))
        {
            throw new WhylabsApiException(
                WhylabsErrorId.ConfirmationImpossible,
                $"The operation \"{action}\" on {target} needs confirmation, but this session is non-interactive.",
                e);
        }
    }
}
