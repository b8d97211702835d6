using System.Management.Automation;

namespace WhylabsApiKey.Unit.Tests.Errors;

/// <summary>Tests the error record of each error id.</summary>
public class ErrorTableTests
{
    public static TheoryData<WhylabsErrorId> ErrorIds => [.. Enum.GetValues<WhylabsErrorId>()];

    [Theory]
    [MemberData(nameof(ErrorIds))]
    public void Every_error_has_a_category_and_a_recommended_action(WhylabsErrorId errorId)
    {
        var exception = new WhylabsApiException(errorId, "What failed.");
        var error = exception.ToErrorRecord("target");
        Assert.Equal(errorId.ToString(), error.FullyQualifiedErrorId);
        Assert.NotEqual(ErrorCategory.NotSpecified, error.CategoryInfo.Category);
        Assert.Same(exception, error.Exception);
        Assert.Equal("target", error.TargetObject);
        Assert.Equal("What failed.", error.ToString());
        Assert.EndsWith(".", error.ErrorDetails.RecommendedAction.Replace("?", ".", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WhylabsErrorId.ApiKeyMissing, ErrorCategory.AuthenticationError, true)]
    [InlineData(WhylabsErrorId.OrgIdMissing, ErrorCategory.InvalidArgument, true)]
    [InlineData(WhylabsErrorId.InsecureEndpoint, ErrorCategory.SecurityError, true)]
    [InlineData(WhylabsErrorId.UnexpectedRedirect, ErrorCategory.SecurityError, true)]
    [InlineData(WhylabsErrorId.Unauthorized, ErrorCategory.AuthenticationError, true)]
    [InlineData(WhylabsErrorId.Forbidden, ErrorCategory.PermissionDenied, true)]
    [InlineData(WhylabsErrorId.KeyNotFound, ErrorCategory.ObjectNotFound, false)]
    [InlineData(WhylabsErrorId.RouteNotFound, ErrorCategory.ResourceUnavailable, true)]
    [InlineData(WhylabsErrorId.InvalidRequest, ErrorCategory.InvalidArgument, false)]
    [InlineData(WhylabsErrorId.KeyLimitReached, ErrorCategory.LimitsExceeded, false)]
    [InlineData(WhylabsErrorId.TooManyRequests, ErrorCategory.LimitsExceeded, false)]
    [InlineData(WhylabsErrorId.ServerError, ErrorCategory.ResourceUnavailable, false)]
    [InlineData(WhylabsErrorId.Timeout, ErrorCategory.OperationTimeout, false)]
    [InlineData(WhylabsErrorId.ConnectionFailed, ErrorCategory.ConnectionError, false)]
    [InlineData(WhylabsErrorId.TlsFailed, ErrorCategory.SecurityError, false)]
    [InlineData(WhylabsErrorId.InvalidResponse, ErrorCategory.InvalidData, false)]
    [InlineData(WhylabsErrorId.CreateOutcomeUnknown, ErrorCategory.ConnectionError, false)]
    [InlineData(WhylabsErrorId.LastUseNotRecorded, ErrorCategory.InvalidOperation, true)]
    [InlineData(WhylabsErrorId.OwnKey, ErrorCategory.PermissionDenied, false)]
    [InlineData(WhylabsErrorId.CoreLoadFailed, ErrorCategory.NotInstalled, true)]
    public void Errors_of_the_configuration_are_terminating_and_errors_of_one_key_are_not(
        WhylabsErrorId errorId, ErrorCategory category, bool terminating)
    {
        var exception = new WhylabsApiException(errorId, "What failed.");
        Assert.Equal((category, terminating), (exception.ToErrorRecord(null).CategoryInfo.Category, exception.IsTerminating()));
    }
}
