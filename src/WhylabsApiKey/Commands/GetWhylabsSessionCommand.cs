using System.Collections;
using System.Management.Automation;
using WhylabsApiKey.Connection;
using WhylabsApiKey.Input;

namespace WhylabsApiKey.Commands;

/// <summary>Shows the settings of the next command and the source of each. Sends no request.</summary>
[Cmdlet(VerbsCommon.Get, "WhylabsSession")]
[OutputType(typeof(ConnectionSettings))]
public sealed class GetWhylabsSessionCommand : PSCmdlet
{
    /// <summary>The command whose default parameter values count.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModuleCommandCompleter))]
    public string CommandName { get; set; } = "Get-WhylabsApiKey";

    protected override void EndProcessing()
    {
        var defaults = new DefaultParameters(GetVariableValue("PSDefaultParameterValues") as IDictionary, CommandName);
        WhylabsApiException? problem = null;
        WhylabsSession? session = null;
        try
        {
            session = CurrentSession.Of(SessionState, isNeeded: defaults.Endpoint is null || defaults.ApiKey is null);
        }
        catch (WhylabsApiException e)
        {
            problem = e;
        }

        var sources = new ConnectionSources(
            defaults.Endpoint,
            defaults.ApiKey,
            defaults.ApiVersion,
            defaults.AllowsUnencrypted,
            session,
            problem is null ? Environment.GetEnvironmentVariable : _ => null);
        string? orgId = defaults.OrgIds.Length == 0 ? null : string.Join(", ", defaults.OrgIds);
        WriteObject(SettingSources.Describe(sources, orgId, session is not null, problem));
    }
}
