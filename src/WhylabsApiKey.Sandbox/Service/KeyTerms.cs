using Microsoft.AspNetCore.Http;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>What a request to create a key says about it.</summary>
internal sealed record KeyTerms(long? ExpirationTime, IReadOnlyList<string> Scopes, string? Alias, string? ResourceId)
{
    // The service keeps scopes as a set. Turning them round here shows a caller that relies on their order.
    public static KeyTerms Of(IQueryCollection query) => new(
        QueryBinding.Milliseconds(query, "expiration_time"),
        [.. QueryBinding.Many(query, "scopes").Distinct(StringComparer.Ordinal).Reverse()],
        QueryBinding.One(query, "alias"),
        QueryBinding.One(query, "resource_id") is { Length: > 0 } resource ? resource : null);
}
