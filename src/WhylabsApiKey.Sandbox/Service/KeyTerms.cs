using Microsoft.AspNetCore.Http;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>What a request to create a key says about it.</summary>
internal sealed record KeyTerms(DateTime? Expires, IReadOnlyList<string> Scopes, string? Alias)
{
    private static readonly long LastMillisecond = (long)(DateTime.MaxValue - DateTime.UnixEpoch).TotalMilliseconds;

    public string? ResourceId { get; init; }

    public static KeyTerms Of(IQueryCollection query) => new(
        Binding.TryMilliseconds(query["expiration_time"].ToString(), out long milliseconds) ? Time(milliseconds) : null,
        [.. query["scopes"].Select(scope => scope ?? "")],
        query["alias"]);

    private static DateTime Time(long milliseconds) => milliseconds < 0 || milliseconds > LastMillisecond
        ? throw ServiceException.Illegal("Invalid expiration time")
        : DateTime.UnixEpoch.AddMilliseconds(milliseconds);
}
