using System.Diagnostics;
using System.Management.Automation;
using System.Net;
using System.Security;
using WhylabsApiKey.Configuration;

namespace WhylabsApiKey.Commands;

/// <summary>Tells whether the service accepts an API key. A refusal is an answer; a service that cannot be asked is an error.</summary>
[Cmdlet(VerbsDiagnostic.Test, "WhylabsApiKey")]
[OutputType(typeof(ApiKeyTestResult), typeof(bool))]
public sealed class TestWhylabsApiKeyCommand : ConnectionCommand
{
    /// <summary>The token that a new key still carries; else the one that commands would authenticate with is tested.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public SecureString? Key { get; set; }

    /// <summary>The service that made the piped key: its secret goes to no other.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public Uri? IssuedBy { get; set; }

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private bool BringsKey => MyInvocation.ExpectingInput || IsGiven(nameof(Key));

    // A token that is given needs no other to be tested with, and a pipe brings one with each object.
    protected override void BeginProcessing()
    {
        ApiKey ??= Key ?? (BringsKey ? new NetworkCredential("", "none").SecurePassword : null);
        base.BeginProcessing();
    }

    protected override void ProcessRecord()
    {
        string? token = null;
        ForTarget(OrgId, () => token = TokenToTest());
        if (token is not null)
            ForTarget(TokenIdentity.Of(token).KeyId, () => Test(token));
    }

    private void Test(string token)
    {
        var identity = TokenIdentity.Of(token);
        var watch = Stopwatch.StartNew();
        ApiKeyValidation answer = Validate(token);
        var result = new ApiKeyTestResult(
            answer.Valid, identity.KeyId, identity.OrgId, Connection.Endpoint, watch.Elapsed.TotalMilliseconds, answer.RequestId, answer.Reason);
        WriteObject(Quiet ? result.Valid : result);
    }

    // Neither a key without its secret, as lists have them, nor a variable that is empty may pass for the caller's own.
    private string TokenToTest()
    {
        if (!BringsKey)
            return Connection.Token;
        if (Key is null)
            throw new WhylabsApiException(WhylabsErrorId.SecretMissing, "There is no key to test: only what New-WhylabsApiKey has just returned carries its Key.");
        Connection.RefuseElsewhere(IssuedBy, "its secret is sent to no other");
        return Connection.TokenOf(Key);
    }
}
