using System.Management.Automation;
using System.Net;
using System.Security;
using WhylabsApiKey.Connection;
using WhylabsApiKey.Input;

namespace WhylabsApiKey.Commands;

/// <summary>Begins a session of the runspace: endpoint, API key and organization, once the service has accepted the key.</summary>
[Cmdlet(VerbsCommunications.Connect, "Whylabs")]
[OutputType(typeof(WhylabsSession))]
public sealed class ConnectWhylabsCommand : ConnectionCommand
{
    private bool _isConnected;

    [Parameter(Position = 0)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    public override Uri? Endpoint { get; set; }

    [Parameter(Position = 1)]
    [ValidateNotNull]
    [Secret]
    public override SecureString? ApiKey { get; set; }

    // An earlier session does not count: connecting again is how one changes it.
    private protected override WhylabsSession? Session => null;

    protected override void BeginProcessing()
    {
        Require(() =>
        {
            RefuseEmptyArguments();
            ConnectionPrompt.FillIn(this);
        });
        base.BeginProcessing();
    }

    protected override void ProcessRecord()
    {
        _isConnected = false;
        Require(() =>
        {
            string? orgId = ResolveOrgId(OrgId);
            this.CheckToken();
            SecureString token = new NetworkCredential("", Caller.Token).SecurePassword;
            var session = new WhylabsSession(
                Address.Endpoint, token, orgId, Caller.KeyId, Address.ApiVersion, AllowUnencryptedAuthentication);
            CurrentSession.Set(SessionState, session);
            _isConnected = true;
            WriteObject(session);
            this.WarnOfPool();
        });
    }

    // Runs even if the engine refused an argument, and so nothing else did.
    public override void Dispose()
    {
        if (!_isConnected && SessionState is { } caller)
            CurrentSession.Invalidate(caller);
        base.Dispose();
    }

    // Any error ends the command: nothing goes on without the session.
    private void Require(Action action)
    {
        try
        {
            action();
        }
        catch (WhylabsApiException e)
        {
            // An invalid endpoint may be a token in the wrong place.
            ThrowTerminatingError(ToErrorRecord(e, e.ErrorId == WhylabsErrorId.InvalidEndpoint ? null : Endpoint));
        }
    }
}
