using System.Collections;
using System.Management.Automation;
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
    private protected const int MostTimeoutSec = 86_400;
    private protected const int MostRetries = 100;

    private static string? _userAgent;
    private Connection? _connection;
    private ClientOptions? _options;
    private IWhylabsApiKeyClient? _client;
    private KnownMembers? _members;

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("OrganizationId")]
    [ArgumentCompleter(typeof(SeenKeyCompleter))]
    [NotToken]
    public virtual string? OrgId { get; set; }

    [Parameter]
    [ValidateNotNull]
    public virtual Uri? Endpoint { get; set; }

    [Parameter]
    [ValidateNotNull]
    public virtual SecureString? ApiKey { get; set; }

    /// <summary>v0 for the platform's operator, v1 for an administrator of an organization.</summary>
    [Parameter]
    public virtual ApiVersion ApiVersion { get; set; }

    /// <summary>Seconds that one attempt may take; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, MostTimeoutSec)]
    public virtual int TimeoutSec { get; set; } = 60;

    [Parameter]
    [ValidateRange(0, MostRetries)]
    public virtual int MaximumRetryCount { get; set; } = 3;

    [Parameter]
    public virtual SwitchParameter AllowUnencryptedAuthentication { get; set; }

    private protected Connection Connection => _connection!;

    private protected SeenKeys Seen { get; } = SeenKeys.Current;

    /// <summary>What the command may go back to for what it was not told; null for nothing but the environment.</summary>
    private protected virtual WhylabsSession? Session =>
        CurrentSession.Of(SessionState, isNeeded: Endpoint is null || ApiKey is null);

    /// <summary>What the command was told of the connection, as far as it was.</summary>
    private protected ConnectionParameters Given =>
        new(Endpoint, ApiKey, IsGiven(nameof(ApiVersion)) ? ApiVersion : null, AllowUnencryptedAuthentication);

    protected override void BeginProcessing()
    {
        try
        {
            RefuseEmptyArguments();
            _connection = Connection.Resolve(Given, Session, Environment.GetEnvironmentVariable);
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

    // Later an empty cell of a row may mean the default; an argument that came out empty may not.
    private protected void RefuseEmptyArguments()
    {
        if (IsGiven(nameof(OrgId)) && string.IsNullOrWhiteSpace(OrgId))
            throw new WhylabsApiException(WhylabsErrorId.OrgIdMissing, "The organization id is empty.");
    }

    private protected T Call<T>(Func<IWhylabsApiKeyClient, CancellationToken, Task<T>> operation) =>
        Await((messages, cancellation) => operation(Client(messages), cancellation));

    /// <summary>A call that changes something; see <see cref="AsyncCommand.AwaitOutcome"/>.</summary>
    private protected T CallToChange<T>(Func<IWhylabsApiKeyClient, CancellationToken, Task<T>> operation) =>
        AwaitOutcome((messages, cancellation) => operation(Client(messages), cancellation));

    private protected Task<T> BeginCall<T>(Func<IWhylabsApiKeyClient, CancellationToken, Task<T>> operation) =>
        Begin((messages, cancellation) => operation(Client(messages), cancellation));

    /// <summary>Asks the service whether it accepts a token, which takes the caller's place for this one call.</summary>
    private protected ApiKeyValidation Validate(string token) =>
        Await((messages, cancellation) => Validate(token, messages, cancellation));

    /// <summary>The same in the midst of a change; see <see cref="AsyncCommand.AwaitOutcome"/>.</summary>
    private protected ApiKeyValidation ValidateOutcome(string token) =>
        AwaitOutcome((messages, cancellation) => Validate(token, messages, cancellation));

    /// <summary>The ids of the users with an email address in an organization.</summary>
    private protected string[] UsersOf(string orgId, string email) => (_members ??= new KnownMembers()).UsersOf(
        orgId, email, () => Call((client, cancellation) => client.ListMembersAsync(orgId, cancellation)));

    /// <summary>Keeps keys in mind.</summary>
    private protected void Remember(IReadOnlyList<ApiKey> keys) => Seen.Add(keys);

    /// <summary>Writes one key, and keeps it in mind.</summary>
    private protected void Emit(ApiKey key)
    {
        Seen.Add(key);
        WriteObject(key);
    }

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

    /// <summary>Whether an error is the last thing this command does: by its nature, or as the caller wishes.</summary>
    private protected bool EndsPipeline(WhylabsApiException error) => error.IsTerminating()
        || ToPreference(MyInvocation.BoundParameters.TryGetValue("ErrorAction", out object? action) ? action : GetVariableValue("ErrorActionPreference"))
            is ActionPreference.Stop;

    private Task<ApiKeyValidation> Validate(string token, IMessageSink messages, CancellationToken cancellation) =>
        CoreLoader.Factory.Create(_options! with { Token = token }, messages).ValidateAsync(cancellation);

    private IWhylabsApiKeyClient Client(IMessageSink messages) => _client ??= CoreLoader.Factory.Create(_options!, messages);

    // The same for the whole process.
    private string UserAgent() => _userAgent ??= ComposeUserAgent();

    private string ComposeUserAgent()
    {
        object? version = (GetVariableValue("PSVersionTable") as IDictionary)?["PSVersion"];
        string system = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "Windows"
            : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "macOS" : "Linux";
        return $"WhylabsApiKey/{typeof(ConnectionCommand).Assembly.GetName().Version!.ToString(3)} PowerShell/{version} ({system})";
    }
}
