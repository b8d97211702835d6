using System.Management.Automation;
using System.Management.Automation.Host;

namespace WhylabsApiKey.Pipeline;

/// <summary>The question before a change.</summary>
internal static class Confirmation
{
    /// <summary>
    /// Asks as ShouldProcess does. Every change passes here: after a yes, messages that may end the command wait for the
    /// outcome of the change.
    /// </summary>
    /// <param name="force">Do not ask; a preview is still a preview, and -Confirm still asks.</param>
    /// <exception cref="WhylabsApiException">ConfirmationImpossible: the session is non-interactive.</exception>
    public static bool Confirm(this AsyncCommand command, string target, string action, bool force = false)
    {
        bool isConfirmed = (force && !command.IsOn("Confirm") && !command.IsPreview()) || Ask(command, target, action);
        if (isConfirmed)
            command.Pump.Messages.Hold();
        return isConfirmed;
    }

    /// <summary>Whether only a preview is wanted, by a parameter or by a preference variable.</summary>
    public static bool IsPreview(this AsyncCommand command) =>
        command.IsGiven("WhatIf") ? command.IsOn("WhatIf") : LanguagePrimitives.IsTrue(command.GetVariableValue("WhatIfPreference"));

    /// <summary>Whether a question failed because the session is non-interactive.</summary>
    public static bool IsNonInteractive(Exception e) =>
        e is PSInvalidOperationException or HostException or RemoteException or NotImplementedException

            // The console at the end of its standard input.
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
