using System.Management.Automation;
using WhylabsApiKey.Configuration;

namespace WhylabsApiKey.Commands;

/// <summary>Forgets what Connect-Whylabs remembers, and what was seen since.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Whylabs")]
[OutputType(typeof(void))]
public sealed class DisconnectWhylabsCommand : PSCmdlet
{
    protected override void EndProcessing()
    {
        CurrentSession.End(SessionState);
        SeenKeys.Forget();
    }
}
