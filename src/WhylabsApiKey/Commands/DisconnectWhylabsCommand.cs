using System.Management.Automation;
using WhylabsApiKey.Connection;

namespace WhylabsApiKey.Commands;

/// <summary>Forgets what Connect-Whylabs remembers, and the cached keys.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Whylabs")]
[OutputType(typeof(void))]
public sealed class DisconnectWhylabsCommand : PSCmdlet
{
    protected override void EndProcessing()
    {
        CurrentSession.End(SessionState);
        KeyCache.Forget();
    }
}
