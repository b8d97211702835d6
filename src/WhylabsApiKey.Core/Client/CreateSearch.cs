using WhylabsApiKey.Core.Memory;

namespace WhylabsApiKey.Core.Client;

/// <summary>Looks for the key that a create of unknown outcome may have made.</summary>
internal sealed class CreateSearch(CreateApiKeyRequest request, ClientOptions options, DateTime beganUtc, Clock clock)
{
    private const int MostLookUps = 3;
    private static readonly TimeSpan BetweenLookUps = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WholeSearch = TimeSpan.FromSeconds(20);

    // The service's clock is known to the second, and times go over the wire in milliseconds.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private readonly ServiceVersion _version = ServiceVersion.Of(options.ApiVersion);

    /// <summary>Returns the same error with the keys that the create may have made.</summary>
    public async Task<WhylabsApiException> ExplainAsync(
        WhylabsApiException failure, Func<CancellationToken, Task<IReadOnlyList<ApiKey>>> listAsync, CancellationToken cancellation)
    {
        if (!_version.TellsCreationTime && request.Expires is null)
            return With(failure, $"Whether a key was made is unknown: the list of {_version.Name} does not say when keys were made.", []);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(WholeSearch);
        try
        {
            string[] found = [];
            for (int lookUp = 1; found.Length == 0 && lookUp <= MostLookUps; lookUp++)
            {
                if (lookUp > 1)
                    await clock.DelayAsync(BetweenLookUps, limit.Token).ConfigureAwait(false);
                IReadOnlyList<ApiKey> keys = await listAsync(limit.Token).ConfigureAwait(false);
                found = [.. keys.Where(IsCandidate).Select(key => key.KeyId)];
            }

            return With(failure, Outcome(found), found);
        }
        catch (WhylabsApiException e)
        {
            return With(failure, $"Whether a key was made could not be checked: {e.Message}", []);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return With(failure, "Whether a key was made could not be checked in time.", []);
        }
    }

    private static string Outcome(string[] keyIds) => keyIds switch
    {
        [] => "No key that it could have made is listed so far.",
        [var keyId] => $"It may have made {PlainText.Of(keyId)}, whose secret is lost.",
        _ => $"It may have made one of {string.Join(", ", keyIds.Select(PlainText.Of))}, whose secret is lost; "
            + "the others are in somebody's hands.",
    };

    private WhylabsApiException With(WhylabsApiException failure, string outcome, string[] candidates) =>
        new(failure.ErrorId, $"{failure.Message} {outcome}", failure.InnerException)
        {
            StatusCode = failure.StatusCode,
            RequestId = failure.RequestId,
            ServerMessage = failure.ServerMessage,
            Attempts = failure.Attempts,
            CandidateKeyIds = candidates,
            UnknownCreate = new UnknownCreate(options.Endpoint, options.ApiVersion, request.OrgId, request.UserId),
        };

    // Where a list does not tell when keys were created, only the expiry distinguishes this one from older ones.
    private bool IsCandidate(ApiKey key)
    {
        DateTime beganThere = beganUtc + (key.ObservedUtc - clock.UtcNow);
        return !key.Revoked
            && !DeliveredKeys.Contains(key)
            && (key.CreatedUtc is not { } created || created >= beganThere - Tolerance)
            && key.Alias == (string.IsNullOrWhiteSpace(request.Alias) ? null : request.Alias)
            && key.HasScopes(request.Scopes)
            && (key.ExpiresUtc, request.Expires) switch
            {
                (null, null) => true,
                ({ } expires, { } asked) => (expires - asked.UtcDateTime).Duration() < Tolerance,
                _ => false,
            };
    }
}
