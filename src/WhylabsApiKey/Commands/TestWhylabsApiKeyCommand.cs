using System.Diagnostics;
using System.Management.Automation;
using System.Security;
using WhylabsApiKey.Connection;
using WhylabsApiKey.Input;

namespace WhylabsApiKey.Commands;

/// <summary>Tests whether the service accepts an API key. A refusal is a result. A missing verdict is an error.</summary>
[Cmdlet(VerbsDiagnostic.Test, "WhylabsApiKey", DefaultParameterSetName = KeySet)]
[OutputType(typeof(ApiKeyTestResult), typeof(bool))]
public sealed class TestWhylabsApiKeyCommand : ConnectionCommand
{
    private const string KeySet = "Key";
    private const string ObjectSet = "InputObject";

    /// <summary>The token to test; by default the token that commands authenticate with.</summary>
    [Parameter(ParameterSetName = KeySet, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Secret]
    public SecureString? Key { get; set; }

    /// <summary>A result of New-WhylabsApiKey, or a row with a column Key.</summary>
    [Parameter(ParameterSetName = KeySet, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ObjectSet, Position = 0, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override bool BringsTokens => MyInvocation.ExpectingInput || IsGiven(nameof(Key)) || IsGiven(nameof(InputObject));

    protected override void ProcessRecord()
    {
        foreach (PipelineRecord record in Read(InputObject, RecordUse.Secret))
        {
            string? token = null;
            ForTarget(record.OrgId, () => token = BringsTokens ? TokenOfKey(record) : Caller.Token);
            if (token is not null)
                ForTarget(TokenIdentity.Of(token).KeyId, () => Test(token));
        }
    }

    // For a key without a secret, or an empty variable, the command must not test the caller's own token instead.
    private string TokenOfKey(PipelineRecord record) =>
        record.IsPiped && Arguments.Has(nameof(Key)) && !Arguments.IsScripted(nameof(Key))
            ? throw InputErrors.Refused("it is the key to test, and -Key is given too")
        : (Arguments.Has(nameof(Key)) ? Key : record.Row?.Value(nameof(Key)) as SecureString) is { } secret
            ? Credential.TokenOf(secret)
            : throw new WhylabsApiException(
                WhylabsErrorId.SecretMissing, "There is no key to test: only what New-WhylabsApiKey has just returned carries its Key.");

    private void Test(string token)
    {
        var identity = TokenIdentity.Of(token);
        var watch = Stopwatch.StartNew();
        ApiKeyValidation validation = Wait(ClientFor(token).ValidateAsync(Cancellation));
        var result = new ApiKeyTestResult(
            validation.Valid,
            identity.KeyId,
            identity.OrgId,
            Address.Endpoint,
            watch.Elapsed.TotalMilliseconds,
            validation.RequestId,
            validation.Reason);
        WriteObject(Quiet ? result.Valid : result);
    }
}
