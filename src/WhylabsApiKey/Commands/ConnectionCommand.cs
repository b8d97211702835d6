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
    [NotToken]
    public string? OrgId { get; set; }

    [Parameter]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    [Parameter]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

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

    protected override void BeginProcessing()
    {
        try
        {
            _connection = Connection.Resolve(Endpoint, AllowUnencryptedAuthentication, ApiKey, Environment.GetEnvironmentVariable);
            _options = new ClientOptions(_connection.Endpoint, _connection.Token, UserAgent())
            {
                Timeout = TimeoutSec == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(TimeoutSec),
                MaximumRetryCount = MaximumRetryCount,
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

    /// <summary>Asks as ShouldProcess does; where nobody can be asked, the error says how to go on.</summary>
    private protected bool Asked(string target, string action)
    {
        try
        {
            return ShouldProcess(target, action);
        }
        catch (Exception e) when (e is PSInvalidOperationException or HostException or RemoteException or NotImplementedException)
        {
            throw new WhylabsApiException(
                WhylabsErrorId.ConfirmationImpossible,
                $"{action} {target} needs a confirmation, and nobody can be asked here. To go on without one, pass -Confirm:$false{(MyInvocation.MyCommand.Parameters.ContainsKey("Force") ? " or -Force" : "")}.",
                e);
        }
    }

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

    private string UserAgent()
    {
        object? version = (GetVariableValue("PSVersionTable") as IDictionary)?["PSVersion"];
        string system = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "Windows"
            : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "macOS" : "Linux";
        return $"WhylabsApiKey/{typeof(ConnectionCommand).Assembly.GetName().Version!.ToString(3)} PowerShell/{version} ({system})";
    }
}
