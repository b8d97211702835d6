using System.Management.Automation;
using WhylabsApiKey.Connection;

namespace WhylabsApiKey.Commands;

/// <summary>Ends the session of Connect-Whylabs and clears the cached keys.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Whylabs")]
[OutputType(typeof(void))]
public sealed class DisconnectWhylabsCommand : PSCmdlet
{
    protected override void EndProcessing()
    {
        WriteVerbose(CurrentSession.End(SessionState) is { } session
            ? $"Ended the session at {session.Endpoint} and forgot its token."
            : "There was no session.");
        WriteVerbose($"Cleared the ids and aliases of {KeyCache.Current.Count} keys that were cached for completion, without secrets.");
        KeyCache.Forget();
    }
}
