using System.Diagnostics;
using System.Management.Automation;
using System.Security;
using WhylabsApiKey.Configuration;

namespace WhylabsApiKey.Commands;

/// <summary>Tells whether the service accepts an API key. A refusal is an answer; a service that cannot be asked is an error.</summary>
[Cmdlet(VerbsDiagnostic.Test, "WhylabsApiKey")]
[OutputType(typeof(ApiKeyTestResult), typeof(bool))]
public sealed class TestWhylabsApiKeyCommand : ConnectionCommand
{
    /// <summary>The token that a new key still carries; else the one that commands would authenticate with is tested.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SecureString? Key { get; set; }

    /// <summary>The service that made the piped key: its secret goes to no other.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public Uri? IssuedBy { get; set; }

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void BeginProcessing()
    {
        // A token that is given as such needs no other to be tested with.
        ApiKey ??= Key;
        base.BeginProcessing();
    }

    protected override void ProcessRecord()
    {
        string? token = null;
        ForTarget(OrgId, () => token = TokenToTest());
        if (token is null)
            return;
        var identity = TokenIdentity.Of(token);
        ForTarget(identity.KeyId, () =>
        {
            var watch = Stopwatch.StartNew();
            ApiKeyValidation answer = Validate(token);
            var result = new ApiKeyTestResult(
                answer.Valid, identity.KeyId, identity.OrgId, Connection.Endpoint, watch.Elapsed.TotalMilliseconds, answer.RequestId, answer.Reason);
            WriteObject(Quiet ? result.Valid : result);
        });
    }

    // A key without its secret, as lists have them, must not pass for the caller's own.
    private string TokenToTest() =>
        Key is not null && IssuedBy is not null && !Endpoints.AreSame(IssuedBy, Connection.Endpoint)
            ? throw new WhylabsApiException(WhylabsErrorId.KeyOfAnotherService, $"The key was made by {IssuedBy.Authority}, and its secret is not sent to {Connection.Endpoint.Authority}.")
        : Key is not null ? Connection.TokenOf(Key)
        : MyInvocation.ExpectingInput ? throw new WhylabsApiException(WhylabsErrorId.SecretMissing, "The object does not carry its Key; only what New-WhylabsApiKey has just returned does.")
        : Connection.Token;
}
