using WhylabsApiKey.Core.Memory;

namespace WhylabsApiKey.Core.Client;

/// <summary>
/// Looks for the key that a create of unknown outcome may have created. Candidates are all keys of the owner that were created after
/// the request began, even if their alias, scopes or expiry differ from the request.
/// </summary>
/// <param name="beganUtc">The local clock when the create began.</param>
internal sealed class CreateSearch(
    CreateApiKeyRequest request, ClientOptions options, ResponseCheck check, DateTime beganUtc, ServiceState state, Clock clock)
{
    private const int MostLookUps = 3;
    private const int MostNamed = 10;
    private static readonly TimeSpan BetweenLookUps = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WholeSearch = TimeSpan.FromSeconds(20);

    // v1 lists have no creation times. There, the expiry distinguishes the new key from older keys.
    private static readonly TimeSpan ExpiryTolerance = TimeSpan.FromMinutes(1);

    private readonly ServiceVersion _version = ServiceVersion.Of(options.ApiVersion);

    /// <summary>Returns the same error with the keys that the create may have created.</summary>
    public async Task<WhylabsApiException> ExplainAsync(
        WhylabsApiException failure, Func<CancellationToken, Task<IReadOnlyList<ApiKey>>> listAsync, CancellationToken cancellation)
    {
        if (!_version.ReturnsCreationTime && request.Expires is null)
            return With(failure, $"Whether a key was created is unknown: the list of {_version.Name} has no creation times.", []);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(WholeSearch);
        CreateCandidate[] found = [];
        try
        {
            for (int lookUp = 1; !Array.Exists(found, candidate => candidate.MatchesRequest) && lookUp <= MostLookUps; lookUp++)
            {
                if (lookUp > 1)
                    await clock.DelayAsync(BetweenLookUps, limit.Token).ConfigureAwait(false);
                found = Candidates(await listAsync(limit.Token).ConfigureAwait(false));
            }

            return With(failure, Outcome(found), found);
        }
        catch (WhylabsApiException e)
        {
            return With(failure, $"The command could not check whether a key was created: {e.Message}", found);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return With(failure, "The command could not check in time whether a key was created.", found);
        }
    }

    private CreateCandidate[] Candidates(IEnumerable<ApiKey> keys)
    {
        DateTime began = Calendar.Add(beganUtc, state.ClockDifference ?? TimeSpan.Zero);
        DateTime earliest = Calendar.Add(Calendar.Earlier(beganUtc, began), -RequestTime.Tolerance);
        return
        [
            .. from key in keys
               where !key.Revoked && !DeliveredKeys.Contains(key)
                   && (_version.ReturnsCreationTime ? key.CreatedUtc >= earliest : HasAlmostTheExpiry(key))
               let differences = check.CountDifferences(key, request)
               orderby differences, key.CreatedUtc is { } created ? (created - began).Duration() : TimeSpan.Zero
               select new CreateCandidate(key.KeyId, differences == 0),
        ];
    }

    private bool HasAlmostTheExpiry(ApiKey key) =>
        request.Expires is { } asked && key.ExpiresUtc is { } expires && (expires - asked.UtcDateTime).Duration() <= ExpiryTolerance;

    private string Outcome(CreateCandidate[] found)
    {
        string kind = _version.ReturnsCreationTime ? "key of the owner that was created since then" : "key with the requested expiry";
        if (found.Length == 0)
            return $"No {kind} is listed so far.";
        IEnumerable<string> names = found.Take(MostNamed).Select(candidate =>
            $"{PlainText.Of(candidate.KeyId)} ({(candidate.MatchesRequest ? "as requested" : "differs from the request")})");
        string more = found.Length > MostNamed ? $", and {found.Length - MostNamed} more" : "";
        return $"Each {kind}, the best match first: {string.Join(", ", names)}{more}.";
    }

    private WhylabsApiException With(WhylabsApiException failure, string outcome, CreateCandidate[] candidates) =>
        new(failure.ErrorId, $"{failure.Message} {outcome}", failure, failure.InnerException)
        {
            CandidateKeyIds = [.. candidates.Select(candidate => candidate.KeyId)],
            Candidates = candidates,
            UnknownCreate = new UnknownCreate(options.Endpoint, options.ApiVersion, request.OrgId, request.UserId),
        };
}
