namespace WhylabsApiKey.Core.Http;

/// <summary>One operation of the service, before it is sent.</summary>
/// <param name="Purpose">What it is for, as the rest of the sentence "Could not …".</param>
/// <param name="NotFound">What a 404 of the service, or a response without the requested thing, means.</param>
/// <param name="ReadAsync">Reads the body of a 200 to its end; null when the requested thing is not in it.</param>
/// <param name="ActsFor">Another organization than the calling key's, to act for; null for none.</param>
/// <param name="RetryOnMiss">The failure to retry because the key is fresh and look-ups are eventually consistent; null for none.</param>
internal sealed record ApiOperation<T>(
    string Purpose,
    HttpMethod Method,
    Uri Address,
    WhylabsErrorId NotFound,
    Func<ResponseBody, CancellationToken, Task<T?>> ReadAsync,
    string? ActsFor = null,
    WhylabsErrorId? RetryOnMiss = null)
    where T : class
{
    /// <summary>Checks what was read against the request; a failure where it is not what was asked for.</summary>
    public Func<T, Failure?> Check { get; init; } = _ => null;

    /// <summary>The organization whose allowance the request draws on; null for the one that it acts for.</summary>
    public string? OrgId { get; init; }

    public bool Creates => Method == HttpMethod.Post;

    /// <summary>Whether the response confirms a revocation.</summary>
    public bool Revokes { get; init; } = Method == HttpMethod.Delete;
}
