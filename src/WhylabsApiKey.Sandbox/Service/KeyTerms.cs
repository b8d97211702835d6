using Microsoft.AspNetCore.Http;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The properties of a new key in a create request.</summary>
internal sealed record KeyTerms(long? ExpirationTime, IReadOnlyList<string> Scopes, string? Alias, string? ResourceId)
{
    public static KeyTerms Of(IQueryCollection query) => new(
        QueryBinding.Milliseconds(query, "expiration_time"),
        [.. QueryBinding.Many(query, "scopes").Distinct(StringComparer.Ordinal)],
        QueryBinding.One(query, "alias") is { Length: > 0 } alias ? alias : null,
        QueryBinding.One(query, "resource_id") is { Length: > 0 } resource ? resource : null);
}
