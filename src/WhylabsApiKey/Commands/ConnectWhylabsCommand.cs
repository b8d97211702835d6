using System.Management.Automation;
using System.Net;
using System.Security;
using WhylabsApiKey.Connection;
using WhylabsApiKey.Input;

namespace WhylabsApiKey.Commands;

/// <summary>Starts the session of the runspace: endpoint, organization and token, after the service has accepted the token.</summary>
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

    // Ignores the current session, because connecting again replaces it.
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

    // If the engine refuses an argument, it calls no other method.
    public override void Dispose()
    {
        if (!_isConnected && SessionState is { } caller)
            CurrentSession.Invalidate(caller);
        base.Dispose();
    }

    // Each error is terminating, so that no later command runs without the session.
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
