using System.Management.Automation;
using static System.Management.Automation.ErrorCategory;
using static WhylabsApiKey.WhylabsErrorId;

namespace WhylabsApiKey.Errors;

/// <summary>The error records: the category of each error, whether it ends the command, and the recommended action.</summary>
internal static class ErrorTable
{
    private static readonly Dictionary<WhylabsErrorId, Row> Rows = new()
    {
        [ApiKeyMissing] = Terminating(AuthenticationError, "Run Connect-Whylabs, pass -ApiKey, or set WHYLABS_API_KEY.")
            .In("Connect", "Pass -ApiKey, or set WHYLABS_API_KEY."),
        [ApiKeyMalformed] = Terminating(InvalidArgument, "Copy the key again from where it is kept; a file often ends in a line break."),
        [ApiKeyRefused] = Terminating(AuthenticationError, "Use a key of this service that is neither expired nor revoked."),
        [NotConnected] = Terminating(
            InvalidOperation, "Run Connect-Whylabs again, or run Disconnect-Whylabs to use environment variables."),
        [OrgIdMissing] = Terminating(InvalidArgument, "Run Connect-Whylabs, pass -OrgId, or set WHYLABS_DEFAULT_ORG_ID.")
            .In("-OrgId", "Specify the id of an organization with -OrgId, or omit the parameter.")
            .In("Connect", "Pass -OrgId, or set WHYLABS_DEFAULT_ORG_ID."),
        [UserIdMissing] = NonTerminating(InvalidArgument, "Specify the owner with -UserId or -Email.")
            .In("Get", "Specify an owner with -UserId or -Email. To list the keys of all users, omit both."),
        [KeyIdMissing] = NonTerminating(InvalidArgument, "Pass -KeyId, or pipe in keys, key ids or rows with a column KeyId."),
        [InvalidId] = NonTerminating(
            InvalidArgument, "Pass the id exactly as Get-WhylabsApiKey shows it; Trim() removes outer white space."),
        [InvalidInput] = NonTerminating(
            InvalidData,
            "Pipe in keys, key ids, or rows with the columns KeyId, UserId or OrgId; Select-Object renames and selects columns.")
            .In("New", "Pipe in rows with the column UserId or Email, and optionally Alias, Scope and ExpiresInDays."),
        [InvalidApiVersion] = Terminating(InvalidArgument, "Set WHYLABS_API_VERSION to v0 or v1, or remove it."),
        [InvalidEndpoint] = Terminating(InvalidArgument, "Pass -Endpoint or set WHYLABS_API_ENDPOINT, as in https://songbird.example.com."),
        [InsecureEndpoint] = Terminating(SecurityError, "Use https, or pass -AllowUnencryptedAuthentication if the network is trusted."),
        [KeyOfAnotherService] = NonTerminating(
            SecurityError, "Pass -Endpoint of the service that has the key; if both are one service, pass -KeyId and -UserId instead."),
        [UnexpectedRedirect] = Terminating(SecurityError, "If the address in the message is the service's, make it the endpoint."),
        [Unauthorized] = Terminating(AuthenticationError, "Check that a proxy passes the header X-API-Key on."),
        [Forbidden] = Terminating(
            PermissionDenied,
            "Run Test-WhylabsApiKey. If the service accepts the token, the token lacks the role: v0 needs a key of organization 0 with "
            + "the scope :whylabs_system. An organization administrator passes -ApiVersion V1, or sets WHYLABS_API_VERSION to v1.")
            .In(
                "v1",
                "Run Test-WhylabsApiKey. If the service accepts the token, check its scopes and -OrgId. v1 needs the scope :administrator "
                + "or :account_administrator, and the token's own organization or one that it manages."),
        [KeyNotFound] = NonTerminating(
            ObjectNotFound,
            "Run Get-WhylabsApiKey to list the keys, also by -Alias. Ids are case-sensitive. A new key can take seconds to appear.")
            .In(
                "v1",
                "Run Get-WhylabsApiKey to list the keys, also by -Alias. Ids are case-sensitive. In v1, a token revokes only the keys "
                + "that it created."),
        [MemberNotFound] = NonTerminating(ObjectNotFound, "Check the email address.")
            .In("New", "Check the email address. To create a key for a person who is not a member, pass -UserId."),
        [OrganizationNotFound] = NonTerminating(ObjectNotFound, "Check the organization id; ids are case-sensitive."),
        [RouteNotFound] = Terminating(
            ResourceUnavailable,
            "Check the base path of the session's endpoint, or of WHYLABS_PRIVATE_API_ENDPOINT or WHYLABS_API_ENDPOINT.")
            .In("-Endpoint", "Check the base path of -Endpoint."),
        [ValidationUnavailable] = NonTerminating(
            ResourceUnavailable, "Run a command that these credentials may use, such as Get-WhylabsApiKey."),
        [InvalidRequest] = NonTerminating(InvalidArgument, "Correct the value that the message names.")
            .In("v1", "Correct the value that the message names. In v1, only paid tiers can create keys."),
        [KeyLimitReached] = NonTerminating(LimitsExceeded, "Revoke keys that are no longer needed; expired ones count too."),
        [TooManyRequests] = NonTerminating(LimitsExceeded, "Wait some minutes, and run the command again.")
            .In("-ThrottleLimit", "Wait some minutes, and run the command again with a lower -ThrottleLimit."),
        [ServerError] = NonTerminating(ResourceUnavailable, "Try again later; the service's log has the request id."),
        [WhylabsErrorId.Timeout] = NonTerminating(OperationTimeout, "Try again, with a larger -TimeoutSec for a slow service."),
        [ConnectionFailed] = NonTerminating(ConnectionError, "Check the endpoint, the network and the proxy settings."),
        [TlsFailed] = NonTerminating(SecurityError, "Check the service's certificate; a private authority belongs in the system's store."),
        [InvalidResponse] = NonTerminating(InvalidData, "Check that no proxy or login page responds in place of the service."),
        [CreateOutcomeUnknown] = NonTerminating(
            ConnectionError,
            "Look at the keys with the command in the message. Revoke only a key that no other caller created. Then create another."),
        [CreatedKeyDiffers] = NonTerminating(
            InvalidResult, "Look at the key that the message names. If no application uses it, revoke it. Then create a key again."),
        [RevokeOutcomeUnknown] = NonTerminating(
            ConnectionError, "Run the command again, or list the keys of the owner with Get-WhylabsApiKey -UserId and -IncludeRevoked."),
        [LastUseNotRecorded] = Terminating(InvalidOperation, "Select keys by CreationTime instead of -UnusedForDays."),
        [IncompatibleFilters] = Terminating(InvalidArgument, "Omit one of the parameters that the message names.")
            .In("-IncludeRevoked", "Omit -IncludeRevoked, or specify an owner with -UserId or -Email and omit -UnusedForDays."),
        [UnsupportedInVersion] = Terminating(
            InvalidArgument, "Omit the parameter, or pass -ApiVersion V1 with the token of an organization administrator.")
            .In("v1", "Omit the parameter, or pass -ApiVersion V0 with the token of an operator."),
        [OwnKey] = NonTerminating(PermissionDenied, "Use another key to revoke or rotate this one, or pass -AllowSelf."),
        [SecretMissing] = NonTerminating(InvalidArgument, "Pipe in what New-WhylabsApiKey has returned, or pass the token with -Key."),
        [SaveMissing] = Terminating(InvalidArgument, "Pass -Save with a script block that stores the new key, or pass -KeepOld."),
        [RotationImpossible] = NonTerminating(
            InvalidOperation,
            "If the lifetime is unknown, pass -ExpiresInDays or -ExpirationTime. If not, create another key, and revoke this one."),
        [RotationUndone] = NonTerminating(
            OperationStopped, "If the message says that the new key may work, revoke the new key. Correct what failed, and rotate again."),
        [OldKeyNotRevoked] = NonTerminating(OperationStopped, "Revoke the old key; do not rotate again, since the new one is in use."),
        [ConfirmationImpossible] = Terminating(InvalidOperation, "Pass -Confirm:$false.")
            .In("Revoke, Update", "Pass -Confirm:$false or -Force."),
        [UnsupportedHost] = Terminating(NotInstalled, "Install a current PowerShell."),
        [CoreLoadFailed] = Terminating(NotInstalled, "Install the module again; its folder may be incomplete."),
    };

    public static bool IsTerminating(this WhylabsApiException exception) => Rows[exception.ErrorId].Terminating;

    /// <param name="call">The command that failed; null where advice does not depend on it.</param>
    public static ErrorRecord ToErrorRecord(this WhylabsApiException exception, object? target, FailedCall? call = null)
    {
        Row row = Rows[exception.ErrorId];
        var record = new ErrorRecord(exception, exception.ErrorId.ToString(), row.Category, target)
        {
            ErrorDetails = new ErrorDetails(exception.Message + SuggestedCommand.After(exception))
            {
                RecommendedAction = row.ActionFor(call),
            },
        };

        // The view of an error shows this name; the target itself stays as it is.
        if (target?.ToString() is { } name)
            record.CategoryInfo.TargetName = PlainText.Of(name);
        return record;
    }

    private static Row Terminating(ErrorCategory category, string action) => new(category, Terminating: true, action);

    private static Row NonTerminating(ErrorCategory category, string action) => new(category, Terminating: false, action);

    private sealed record Row(ErrorCategory Category, bool Terminating, string Action)
    {
        /// <summary>What to do in particular cases instead; the first case that applies counts.</summary>
        public (string Case, string Action)[] Cases { get; init; } = [];

        /// <param name="case">See <see cref="FailedCall.IsIn"/>.</param>
        public Row In(string @case, string action) => this with { Cases = [.. Cases, (@case, action)] };

        public string ActionFor(FailedCall? call) =>
            Cases.Where(other => call?.IsIn(other.Case) == true).Select(other => other.Action).FirstOrDefault() ?? Action;
    }
}
