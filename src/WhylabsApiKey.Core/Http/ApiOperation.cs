namespace WhylabsApiKey.Core.Http;

/// <summary>One operation of the service: its request, and the reader of its response.</summary>
/// <param name="Purpose">What the operation does, as the rest of the sentence "Could not …".</param>
/// <param name="NotFound">The error for a 404 of the service, and for a response without the requested object.</param>
/// <param name="ReadAsync">Reads the whole body of a 200; null when it lacks the requested object.</param>
/// <param name="ActsFor">The organization to act for; null for that of the calling key.</param>
/// <param name="OrgId">The organization whose rate limit counts the request; null for the organization to act for.</param>
/// <param name="RetryOnMiss">The error to retry, because the key is fresh and look-ups are eventually consistent; or null.</param>
internal sealed record ApiOperation<T>(
    string Purpose,
    HttpMethod Method,
    Uri Address,
    WhylabsErrorId NotFound,
    Func<ResponseBody, CancellationToken, Task<T?>> ReadAsync,
    string? ActsFor = null,
    string? OrgId = null,
    WhylabsErrorId? RetryOnMiss = null)
    where T : class
{
    /// <summary>Returns a failure if the result differs from the request; otherwise null.</summary>
    public Func<T, Failure?> Check { get; init; } = _ => null;

    /// <summary>Whether a failed attempt may be retried.</summary>
    public bool IsRetried { get; init; } = true;

    public bool Creates => Method == HttpMethod.Post;

    /// <summary>Whether the response confirms a revocation.</summary>
    public bool Revokes { get; init; } = Method == HttpMethod.Delete;
}
