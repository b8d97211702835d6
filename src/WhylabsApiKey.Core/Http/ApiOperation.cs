namespace WhylabsApiKey.Core.Http;

/// <summary>One operation of the service, before it is sent.</summary>
/// <param name="Purpose">What it is for, as the rest of the sentence "Could not …".</param>
/// <param name="NotFound">What a 404 of the service, or an answer without the thing asked for, means.</param>
/// <param name="ReadAsync">Reads the body of a 200 to its end; null when the thing asked for is not in it.</param>
internal sealed record ApiOperation<T>(
    string Purpose,
    HttpMethod Method,
    Uri Address,
    WhylabsErrorId NotFound,
    Func<ResponseBody, CancellationToken, Task<T?>> ReadAsync)
    where T : class
{
    public bool Creates => Method == HttpMethod.Post;

    /// <summary>Another organization than the calling key's, to act for; null for none.</summary>
    public string? ActsFor { get; init; }

    /// <summary>A failure that is not believed at once, as the key was made a moment ago and look-ups lag; null for none.</summary>
    public WhylabsErrorId? Doubted { get; init; }
}
