using System.Collections;
using System.Management.Automation;
using System.Runtime.InteropServices;
using System.Security;
using WhylabsApiKey.Input;
using WhylabsApiKey.Isolation;
using WhylabsApiKey.Pipeline;
using WhylabsApiKey.Views;

namespace WhylabsApiKey.Connection;

/// <summary>A cmdlet that calls the service.</summary>
public abstract class ConnectionCommand : AsyncCommand
{
    private static string? _userAgent;
    private readonly List<string> _created = [];
    private SharedFactory? _core;

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("OrganizationId")]
    [ArgumentCompleter(typeof(CachedKeyCompleter))]
    [NotToken, Text(AcceptsOrganizations = true)]
    public string? OrgId { get; set; }

    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    public virtual Uri? Endpoint { get; set; }

    [Parameter]
    [ValidateNotNull]
    [Secret]
    public virtual SecureString? ApiKey { get; set; }

    /// <summary>v0 for the platform's operator, v1 for an organization's administrator.</summary>
    [Parameter]
    public ApiVersion ApiVersion { get; set; }

    /// <summary>Seconds that one attempt may take; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    [WholeNumber]
    public int TimeoutSec { get; set; } = ClientOptions.DefaultTimeoutSec;

    [Parameter]
    [ValidateRange(0, 100)]
    [WholeNumber]
    public int MaximumRetryCount { get; set; } = ClientOptions.DefaultRetryCount;

    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>The parameters that are arguments, read before the first record.</summary>
    internal Arguments Arguments => field ??= new Arguments(MyInvocation.BoundParameters);

    internal ServiceAddress Address { get; private set; } = null!;

    private protected override ServiceVersion? CalledVersion => Address?.Version;

    /// <summary>Null if each call of the command has its own token.</summary>
    internal Credential Caller { get; private set; } = null!;

    internal KeyCache Keys { get; } = KeyCache.Current;

    internal People People => field ??= new People(this);

    internal IWhylabsApiKeyClient Client => field ??= ClientFor(Caller.Token);

    internal CancellationToken Cancellation => Pump.Cancellation;

    /// <summary>The requests that this command sends.</summary>
    internal RequestAllowance Allowance => field ??= new RequestAllowance(this);

    /// <summary>The number of requests for each key, without those that look it up.</summary>
    private protected virtual int RequestsPerKey => 0;

    /// <summary>The session whose settings replace missing parameters; null for none.</summary>
    private protected virtual WhylabsSession? Session =>
        CurrentSession.Of(SessionState, isNeeded: Endpoint is null || (ApiKey is null && !BringsTokens));

    private protected virtual bool BringsTokens => false;

    protected override void BeginProcessing()
    {
        ModuleActivity.Record();
        CoreLoader.Preload();
        try
        {
            RefuseEmptyArguments();
            ApiVersion? version = IsGiven(nameof(ApiVersion)) ? ApiVersion : null;
            var sources = new ConnectionSources(
                Endpoint, ApiKey, version, AllowUnencryptedAuthentication, Session, Environment.GetEnvironmentVariable);
            Address = ServiceAddress.Resolve(sources);
            if (!BringsTokens)
                Caller = Credential.Resolve(sources);
        }
        catch (WhylabsApiException e)
        {
            ThrowTerminatingError(ToErrorRecord(e, target: null));
        }
    }

    protected override void EndProcessing()
    {
        Complete();
        if (Pump.Messages.Shows(MessageKind.Verbose))
            WriteVerboseMessage(Allowance.Summary);
    }

    /// <summary>Waits for what is in flight, and writes it.</summary>
    private protected virtual void Complete()
    {
    }

    /// <summary>Receives the number of objects in an argument, or 1 for each pipeline object.</summary>
    private protected virtual void Expect(int targets)
    {
    }

    /// <summary>Refuses an empty argument, such as an unset variable. An empty cell of a row means the default.</summary>
    private protected void RefuseEmptyArguments()
    {
        if (!Arguments.IsScripted(nameof(OrgId))
            && Arguments.Texts(nameof(OrgId)) is { } given && (given.Length == 0 || Array.Exists(given, string.IsNullOrWhiteSpace)))
        {
            throw new WhylabsApiException(WhylabsErrorId.OrgIdMissing, "The organization id is empty.");
        }
    }

    /// <summary>The organization to act for; by default that of the session or the environment.</summary>
    internal string? ResolveOrgId(string? orgId) => Caller.ResolveOrgId(orgId, Address.Version);

    /// <summary>Reads the pipeline records. Each record that is not valid is an error.</summary>
    /// <param name="input">The pipeline object, or the argument of -InputObject, which may be a list.</param>
    private protected IEnumerable<PipelineRecord> Read(PSObject? input, RecordUse use)
    {
        bool isArgument = Arguments.Has("InputObject");
        object?[] items = isArgument && input?.BaseObject is IList and not IDictionary ? [.. (IList)input.BaseObject] : [input];
        Expect(items.Length);
        Allowance.Plan(items, item => Row.OrganizationOf(item) ?? OrgId, RequestsPerKey);
        foreach (object? item in items)
        {
            PipelineRecord? record = null;
            PSObject? subject = item is null ? null : PSObject.AsPSObject(item);
            ForTarget(subject is null ? null : Row.NameOf(subject), () =>
            {
                if (subject is null && (isArgument || MyInvocation.ExpectingInput))
                    throw InputErrors.Refused("it is $null");
                var read = PipelineRecord.Read(subject, Arguments, use);
                read.Row?.RequireService(Address, use == RecordUse.Secret ? "its secret is sent to no other" : null);
                record = read;
            });
            if (record is not null)
                yield return record;
        }
    }

    /// <summary>Returns the key ids of a record. A record without one is an error.</summary>
    internal IReadOnlyList<string> RequireKeys(PipelineRecord record)
    {
        if (record.KeyIds.Count == 0)
            ForTarget(target: null, () => throw InputErrors.KeyIdMissing(record.Row));
        Allowance.Plan(record.KeyIds, keyId => KeyReference.Of(keyId).OrgId ?? record.OrgId, RequestsPerKey);
        return record.KeyIds;
    }

    /// <summary>Returns a key of a record with its organization. Refuses a key of another service.</summary>
    internal KeyReference Resolve(PipelineRecord record, string keyId)
    {
        if (!Address.Version.HasOwners && Arguments.Has(ColumnNames.UserId))
        {
            throw new WhylabsApiException(
                WhylabsErrorId.UnsupportedInVersion, $"{Address.Version.Name} does not return the owner of a key: omit -UserId.");
        }

        KeyReference key = record.ToKey(keyId);
        foreach (Uri service in key.Services)
            Address.RefuseOtherService(service);
        return key with { OrgId = ResolveOrgId(key.OrgId) };
    }

    /// <summary>Creates a client that authenticates with a token. Its messages are written while the command waits.</summary>
    internal IWhylabsApiKeyClient ClientFor(string token)
    {
        var options = new ClientOptions(Address.Endpoint, token, _userAgent ??= ComposeUserAgent())
        {
            Timeout = TimeoutSec == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(TimeoutSec),
            MaximumRetryCount = MaximumRetryCount,
            ApiVersion = Address.ApiVersion,
            Requests = Allowance.Requests,
        };
        _core ??= CoreLoader.Enter();
        return _core.Factory.Create(options, Pump.Messages);
    }

    /// <summary>Waits for a call on the pipeline thread.</summary>
    internal T Wait<T>(Task<T> call) => Pump.Wait(call);

    /// <summary>Writes one key, and caches it.</summary>
    internal void Emit(ApiKey key)
    {
        Keys.Add(key);

        // -Save has stored the secret, so it is not lost with the output.
        if (key.Key is not null && !key.IsSaved)
            _created.Add(key.KeyId);
        WriteObject(EmittedKey.Of(key));
    }

    public override void Dispose()
    {
        base.Dispose();
        _core?.Leave();
        _core = null;
        GC.SuppressFinalize(this);
    }

    // If an error ends the command, an assignment loses the objects that were emitted before.
    private protected override WhylabsApiException BeforeEnd(WhylabsApiException error) => _created.Count == 0
        ? error
        : error.With(
            $" Before this error, the command created {string.Join(", ", _created.Select(PlainText.Of))}. If you assigned its output to a "
            + "variable, the secrets are lost: revoke these keys.",
            _created);

    private string ComposeUserAgent()
    {
        object? version = (GetVariableValue("PSVersionTable") as IDictionary)?["PSVersion"];
        string system = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "Windows"
            : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "macOS" : "Linux";
        return $"WhylabsApiKey/{typeof(ConnectionCommand).Assembly.GetName().Version!.ToString(3)} PowerShell/{version} ({system})";
    }
}
