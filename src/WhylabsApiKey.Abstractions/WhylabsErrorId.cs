namespace WhylabsApiKey;

/// <summary>What went wrong. The name is the ErrorId of the error record, and does not change between versions.</summary>
public enum WhylabsErrorId
{
    ApiKeyMissing,
    ApiKeyMalformed,
    OrgIdMissing,
    UserIdMissing,
    InvalidEndpoint,
    InsecureEndpoint,
    UnexpectedRedirect,
    Unauthorized,
    Forbidden,
    KeyNotFound,
    OrganizationNotFound,
    RouteNotFound,
    InvalidRequest,
    KeyLimitReached,
    TooManyRequests,
    ServerError,
    Timeout,
    ConnectionFailed,
    TlsFailed,
    InvalidResponse,
    CreateOutcomeUnknown,
    LastUseNotRecorded,
    IncompatibleFilters,
    OwnKey,
    ConfirmationImpossible,
    UnsupportedHost,
    CoreLoadFailed,
}
