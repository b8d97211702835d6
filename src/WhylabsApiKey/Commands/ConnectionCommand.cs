using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Runtime.InteropServices;
using System.Security;
using WhylabsApiKey.Binding;
using WhylabsApiKey.Configuration;
using WhylabsApiKey.Errors;
using WhylabsApiKey.Isolation;

namespace WhylabsApiKey.Commands;

/// <summary>A cmdlet that calls the service: where it is, with which key, for which organization, how patiently.</summary>
public abstract class ConnectionCommand : AsyncCommand
{
    private readonly object _gate = new();
    private Connection? _connection;
    private ClientOptions? _options;
    private IWhylabsApiKeyClient? _client;

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("OrganizationId")]
    [ArgumentCompleter(typeof(SeenKeyCompleter))]
    [NotToken]
    public string? OrgId { get; set; }

    [Parameter]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    [Parameter]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    /// <summary>v0 for the platform's operator, v1 for an administrator of an organization.</summary>
    [Parameter]
    public ApiVersion ApiVersion { get; set; }

    /// <summary>Seconds that one attempt may take; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int TimeoutSec { get; set; } = 60;

    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 3;

    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    private protected Connection Connection => _connection!;

    private protected RunspaceState State { get; } = RunspaceState.Current;

    /// <summary>What the command was told of the connection, as far as it was.</summary>
    private protected ConnectionParameters Given =>
        new(Endpoint, ApiKey, IsGiven(nameof(ApiVersion)) ? ApiVersion : null, AllowUnencryptedAuthentication);

    protected override void BeginProcessing()
    {
        try
        {
            _connection = Connection.Resolve(Given, State.Session, Environment.GetEnvironmentVariable);
            _options = new ClientOptions(_connection.Endpoint, _connection.Token, UserAgent())
            {
                Timeout = TimeoutSec == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(TimeoutSec),
                MaximumRetryCount = MaximumRetryCount,
                ApiVersion = _connection.ApiVersion,
            };
        }
        catch (WhylabsApiException e)
        {
            ThrowTerminatingError(e.ToErrorRecord(target: null));
        }
    }

    private protected T Call<T>(Func<IWhylabsApiKeyClient, CancellationToken, Task<T>> operation) =>
        Await(BeginCall(operation));

    private protected Task<T> BeginCall<T>(Func<IWhylabsApiKeyClient, CancellationToken, Task<T>> operation) =>
        Begin((messages, cancellation) => operation(Client(messages), cancellation));

    /// <summary>Asks the service whether it accepts a token, which takes the caller's place for this one call.</summary>
    private protected ApiKeyValidation Validate(string token) =>
        Await(Begin((messages, cancellation) => CoreLoader.Factory.Create(_options! with { Token = token }, messages).ValidateAsync(cancellation)));

    /// <summary>
    /// The ids of the users with an email address. The members of an organization are asked for once in a runspace, and
    /// again when the address is not among them.
    /// </summary>
    private protected string[] UsersOf(string orgId, string email)
    {
        (Uri, string) place = (Connection.Endpoint, orgId);
        string[] users = State.Members.TryGetValue(place, out IReadOnlyList<OrganizationMember>? known) ? Named(known) : [];
        if (users.Length == 0)
            users = Named(State.Members[place] = Call((client, cancellation) => client.ListMembersAsync(orgId, cancellation)));
        return users.Length > 0
            ? users
            : throw new WhylabsApiException(WhylabsErrorId.MemberNotFound, $"No member of {orgId} has the email address {PlainText.Of(email)}.");

        string[] Named(IReadOnlyList<OrganizationMember> members) =>
            [.. members.Where(member => string.Equals(member.Email, email.Trim(), StringComparison.OrdinalIgnoreCase)).Select(member => member.UserId).Distinct()];
    }

    /// <summary>Keeps keys in mind for completion.</summary>
    private protected void Remember(IReadOnlyList<ApiKey> keys) => State.Keys.Add(keys);

    /// <summary>Writes one key, and keeps it in mind for completion.</summary>
    private protected void Emit(ApiKey key)
    {
        State.Keys.Add(key);
        WriteObject(key);
    }

    /// <summary>Names a key to people: alias, id, owner, organization and service, as far as they are known.</summary>
    private protected string Describe(string keyId, string? alias, string? owner, string? orgId)
    {
        string name = string.IsNullOrWhiteSpace(alias) ? "" : $" \"{PlainText.Of(alias!)}\"";
        string user = string.IsNullOrWhiteSpace(owner) ? "" : $" of {owner}";
        return $"API key {keyId}{name}{user} in {Place(orgId)}";
    }

    private protected string Place(string? orgId) => $"{orgId ?? "the calling key's organization"} at {Connection.Endpoint.Authority}";

    /// <summary>Does something with one target; what fails is reported as that target's error, or ends the command.</summary>
    private protected void ForTarget(object? target, Action action)
    {
        try
        {
            action();
        }
        catch (WhylabsApiException e)
        {
            if (e.IsTerminating())
                ThrowTerminatingError(e.ToErrorRecord(target));
            WriteError(e.ToErrorRecord(target));
        }
    }

    /// <summary>
    /// Asks before a change, unless it is forced. Force stands for "do not ask": never for "do it although only a preview
    /// is wanted".
    /// </summary>
    private protected bool MayChange(bool force, string target, string action) =>
        (force && !IsBound("Confirm") && !IsPreview()) || Asked(target, action);

    /// <summary>Asks as ShouldProcess does; where nobody can be asked, the error says how to go on.</summary>
    private protected bool Asked(string target, string action)
    {
        try
        {
            return ShouldProcess(target, action);
        }
        catch (Exception e) when (IsUnattended(e))
        {
            throw new WhylabsApiException(
                WhylabsErrorId.ConfirmationImpossible,
                $"{action} {target} needs a confirmation, and nobody can be asked here. To go on without one, pass -Confirm:$false{(MyInvocation.MyCommand.Parameters.ContainsKey("Force") ? " or -Force" : "")}.",
                e);
        }
    }

    /// <summary>Whether a question failed because nobody is there to answer it.</summary>
    private protected static bool IsUnattended(Exception e) =>
        e is PSInvalidOperationException or HostException or RemoteException or NotImplementedException;

    /// <summary>Whether an error is the last thing this command does: by its nature, or as the caller wishes.</summary>
    private protected bool EndsPipeline(WhylabsApiException error) => error.IsTerminating()
        || ToPreference(MyInvocation.BoundParameters.TryGetValue("ErrorAction", out object? action) ? action : GetVariableValue("ErrorActionPreference"))
            is ActionPreference.Stop;

    // Called from the threads of the work, where loading the core does not hold up Ctrl+C; one client serves them all.
    private IWhylabsApiKeyClient Client(IMessageSink messages)
    {
        lock (_gate)
            return _client ??= CoreLoader.Factory.Create(_options!, messages);
    }

    private protected void RefuseOwnKey(string keyId, bool allowSelf)
    {
        if (keyId == Connection.OwnKeyId && !allowSelf)
        {
            throw new WhylabsApiException(
                WhylabsErrorId.OwnKey, $"API key {keyId} is the one that this command itself authenticates with; without it nothing more could be done here.");
        }
    }

    // By a parameter or by a preference variable.
    private bool IsPreview() => IsGiven("WhatIf") ? IsBound("WhatIf") : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    private string UserAgent()
    {
        object? version = (GetVariableValue("PSVersionTable") as IDictionary)?["PSVersion"];
        string system = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "Windows"
            : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "macOS" : "Linux";
        return $"WhylabsApiKey/{typeof(ConnectionCommand).Assembly.GetName().Version!.ToString(3)} PowerShell/{version} ({system})";
    }
}
