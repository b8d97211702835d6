using System.Management.Automation;
using static System.Management.Automation.ErrorCategory;
using static WhylabsApiKey.WhylabsErrorId;

namespace WhylabsApiKey.Errors;

/// <summary>What each error is to PowerShell: its category, whether it ends the command, and what to do next.</summary>
internal static class ErrorTable
{
    private static readonly Dictionary<WhylabsErrorId, Row> Rows = new()
    {
        [ApiKeyMissing] = Stops(AuthenticationError, "Run Connect-Whylabs, pass -ApiKey, or set the environment variable WHYLABS_API_KEY."),
        [ApiKeyMalformed] = Stops(InvalidArgument, "Take the key again from where it is kept, without the line break at its end."),
        [ApiKeyRefused] = Stops(AuthenticationError, "Take a key that is neither expired nor revoked, of this very service."),
        [NotConnected] = Stops(InvalidOperation, "Connect again; or Disconnect-Whylabs, to go on with parameters and the environment."),
        [OrgIdMissing] = Stops(InvalidArgument, "Run Connect-Whylabs, pass -OrgId, or set the environment variable WHYLABS_DEFAULT_ORG_ID."),
        [UserIdMissing] = Goes(InvalidArgument, "Name the user with -UserId or -Email; to list the keys of all users, leave both out."),
        [InvalidApiVersion] = Stops(InvalidArgument, "Set it to v0 for the platform's operator or v1 for an organization's administrator, or remove it."),
        [InvalidEndpoint] = Stops(InvalidArgument, "Pass -Endpoint, or set WHYLABS_API_ENDPOINT, as in https://songbird.example.com."),
        [InsecureEndpoint] = Stops(SecurityError, "Use https, or pass -AllowUnencryptedAuthentication if the network is trusted."),
        [KeyOfAnotherService] = Goes(SecurityError, "Pass -Endpoint of the service that has the key, or connect to it."),
        [UnexpectedRedirect] = Stops(SecurityError, "If the new address is the service's, make it the endpoint."),
        [Unauthorized] = Stops(AuthenticationError, "Check that a proxy passes the header X-API-Key on."),
        [Forbidden] = Stops(PermissionDenied, "v0 needs the platform operator's key: one of organization 0 with the scope :whylabs_system. An administrator of an organization, with :administrator or :account_administrator, passes -ApiVersion V1, or sets WHYLABS_API_VERSION to v1; -OrgId and WHYLABS_DEFAULT_ORG_ID then name the key's own organization or one that it manages."),
        [KeyNotFound] = Goes(ObjectNotFound, "Get-WhylabsApiKey lists the keys there are. Ids are case-sensitive, an alias is found by -Alias, a key made seconds ago may take a moment to appear, and v1 revokes only keys that the calling key made."),
        [MemberNotFound] = Goes(ObjectNotFound, "Check the address; a person who is no member any more is named by -UserId."),
        [OrganizationNotFound] = Goes(ObjectNotFound, "Check the organization id; ids are case-sensitive."),
        [RouteNotFound] = Stops(ResourceUnavailable, "Is this the right base path? Check -Endpoint, WHYLABS_PRIVATE_API_ENDPOINT and WHYLABS_API_ENDPOINT."),
        [InvalidRequest] = Goes(InvalidArgument, "Correct the value that the service names; in v1, keys are made only in paid tiers."),
        [KeyLimitReached] = Goes(LimitsExceeded, "Revoke keys that are no longer needed; expired ones count too."),
        [TooManyRequests] = Goes(LimitsExceeded, "Wait a few minutes; the service refills its allowance slowly."),
        [ServerError] = Goes(ResourceUnavailable, "Try again later; the service's log has the request id."),
        [WhylabsErrorId.Timeout] = Goes(OperationTimeout, "Try again, with a larger -TimeoutSec if the service is known to be slow."),
        [ConnectionFailed] = Goes(ConnectionError, "Check the endpoint, the network and the proxy settings."),
        [TlsFailed] = Goes(SecurityError, "Check the service's certificate; a private authority belongs in the system's certificate store."),
        [InvalidResponse] = Goes(InvalidData, "Check that the endpoint is the service itself and no proxy answers in its place."),
        [CreateOutcomeUnknown] = Goes(ConnectionError, "A key may have been made. List the user's keys, revoke the one that nobody has, and only then create again."),
        [LastUseNotRecorded] = Stops(InvalidOperation, "This platform records no last use; choose by CreationTime instead."),
        [IncompatibleFilters] = Stops(InvalidArgument, "Add -UserId, and leave -UnusedForDays out; or leave -IncludeRevoked out."),
        [UnsupportedInVersion] = Stops(InvalidArgument, "Leave the parameter out, or use the other -ApiVersion with a key that may."),
        [OwnKey] = Goes(PermissionDenied, "Use another key to revoke this one, or pass -AllowSelf."),
        [SecretMissing] = Goes(InvalidArgument, "Pipe in what New-WhylabsApiKey has returned, or pass the token with -Key."),
        [SaveMissing] = Stops(InvalidArgument, "Pass -Save with a script block that stores the new key, or -KeepOld."),
        [RotationUndone] = Goes(OperationStopped, "Put right what failed, and rotate again."),
        [OldKeyNotRevoked] = Goes(OperationStopped, "Revoke the old key; do not rotate again, since the new one is in use."),
        [ConfirmationImpossible] = Stops(InvalidOperation, "Pass -Confirm:$false, or -Force where the command has it."),
        [UnsupportedHost] = Stops(NotInstalled, "Install a current PowerShell."),
        [CoreLoadFailed] = Stops(NotInstalled, "Install the module again; its folder may be incomplete."),
    };

    public static bool IsTerminating(this WhylabsApiException exception) => Rows[exception.ErrorId].Terminating;

    public static ErrorRecord ToErrorRecord(this WhylabsApiException exception, object? target)
    {
        Row row = Rows[exception.ErrorId];
        return new ErrorRecord(exception, exception.ErrorId.ToString(), row.Category, target)
        {
            ErrorDetails = new ErrorDetails(exception.Message + SuggestedCommand.After(exception)) { RecommendedAction = row.Action },
        };
    }

    private static Row Stops(ErrorCategory category, string action) => new(category, Terminating: true, action);

    private static Row Goes(ErrorCategory category, string action) => new(category, Terminating: false, action);

    private sealed record Row(ErrorCategory Category, bool Terminating, string Action);
}
