using WhylabsApiKey.Core.Http;

namespace WhylabsApiKey.Core;

/// <summary>Finds out what became of a create whose answer did not arrive, as far as the service tells.</summary>
internal sealed class UnknownCreate(CreateApiKeyRequest request, ApiVersion version, DateTime beganUtc, Clock clock)
{
    private const int MostLooks = 3;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WholeSearch = TimeSpan.FromSeconds(20);

    // The service's clock is known to the second, and times go over the wire in milliseconds.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private string Target
    {
        get
        {
            string orgId = request.OrgId is null ? "" : $" -OrgId {PlainText.Quoted(request.OrgId)}";
            return version == ApiVersion.V1 ? $"-ApiVersion V1{orgId}" : $"-UserId {PlainText.Quoted(request.UserId!)}{orgId}";
        }
    }

    /// <summary>The same error, with the keys that the create may have made and what to do about them.</summary>
    public async Task<WhylabsApiException> ExplainAsync(
        WhylabsApiException failure, Func<CancellationToken, Task<IReadOnlyList<ApiKey>>> listAsync, CancellationToken cancellation)
    {
        if (version == ApiVersion.V1 && request.Expires is null)
            return With(failure, $"Whether a key was made cannot be told: the list of v1 does not say when keys were made. {Look()}", []);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(WholeSearch);
        try
        {
            string[] found = [];
            for (int look = 1; found.Length == 0 && look <= MostLooks; look++)
            {
                if (look > 1)
                    await clock.DelayAsync(BetweenLooks, limit.Token).ConfigureAwait(false);
                IReadOnlyList<ApiKey> keys = await listAsync(limit.Token).ConfigureAwait(false);
                found = [.. keys.Where(IsCandidate).Select(key => key.KeyId)];
            }

            return With(failure, found.Length == 0 ? NothingFound() : Found(found), found);
        }
        catch (WhylabsApiException e)
        {
            return With(failure, $"Whether a key was made could not be checked: {e.Message} {Look()}", []);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return With(failure, $"Whether a key was made could not be checked in time. {Look()}", []);
        }
    }

    private static WhylabsApiException With(WhylabsApiException failure, string advice, string[] candidates) =>
        new(failure.ErrorId, $"{failure.Message} {advice}", failure.InnerException)
        {
            StatusCode = failure.StatusCode,
            RequestId = failure.RequestId,
            ServerMessage = failure.ServerMessage,
            Attempts = failure.Attempts,
            CandidateKeyIds = candidates,
        };

    // Where a list does not tell when keys were made, only the moment of expiry tells this one from older ones.
    private bool IsCandidate(ApiKey key)
    {
        DateTime beganThere = beganUtc + (key.SeenUtc - clock.UtcNow);
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

    private string Found(string[] keyIds) => keyIds is [var keyId]
        ? $"It may have made {PlainText.Of(keyId)}, whose secret is lost. Revoke it and create another: Revoke-WhylabsApiKey -KeyId {PlainText.Quoted(keyId)} {Target}"
        : $"It may have made one of {string.Join(", ", keyIds.Select(PlainText.Of))}, whose secret is lost; the others are in somebody's hands. "
            + $"Find out which is nobody's before creating another, and revoke that one: Revoke-WhylabsApiKey {Target}";

    private string NothingFound() => $"No key that it could have made is listed so far. {Look()}";

    private string Look() => $"Before creating another, look for it: Get-WhylabsApiKey {Target}";
}
