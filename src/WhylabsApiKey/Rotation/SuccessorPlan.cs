using WhylabsApiKey.Input;

namespace WhylabsApiKey.Rotation;

/// <summary>The terms of a new key; by default those of the old key, with new times.</summary>
internal sealed record SuccessorPlan(NewKeyTerms Terms)
{
    /// <summary>The request for the new key.</summary>
    /// <exception cref="WhylabsApiException">RotationImpossible: the version lacks a property that the new key needs.</exception>
    public CreateApiKeyRequest RequestFor(ApiKey old, string? orgId, ServiceVersion version, ServiceTime? service)
    {
        if (!version.AcceptsResource && old.ResourceId is { } resource)
        {
            throw Impossible(
                old,
                $"is limited to the resource {PlainText.Of(resource)}, and {version.Name} cannot limit a new key. "
                + "The command does not replace a limited key with an unlimited one.");
        }

        string? owner = version.HasOwners ? old.UserId : null;
        return new CreateApiKeyRequest(orgId, owner, Terms.Scopes ?? old.Scopes, old.Alias, Expires(old, version, service))
        {
            ResourceId = Terms.ResourceId,
        };
    }

    /// <summary>A warning if the old key may be limited to a resource and the new key is not; otherwise null.</summary>
    public string? UnknownResourceWarning(ApiKey old, ServiceVersion version) => !version.ReturnsResource && Terms.ResourceId is null
        ? $"{version.Name} does not tell whether API key {PlainText.Of(old.KeyId)} is limited to a resource. "
            + "The new key is not limited. Pass -ResourceId to limit it."
        : null;

    // Counted from the service's clock, which decides when a key expires.
    private DateTimeOffset? Expires(ApiKey old, ServiceVersion version, ServiceTime? service)
    {
        if (Terms.Expires(service) is { } asked)
            return asked;
        if (old.NeverExpires)
            return null;
        if (old.Lifetime is { } lifetime)
            return new DateTimeOffset(Calendar.Add(old.ObservedUtc, lifetime));
        string reason = old.CreatedUtc is null
            ? $"{version.Name} does not return creation times"
            : "the service returned an unreadable timestamp";
        throw Impossible(old, $"has an unknown lifetime, because {reason}. Pass -ExpiresInDays or -ExpirationTime.");
    }

    private static WhylabsApiException Impossible(ApiKey old, string reason) =>
        new(WhylabsErrorId.RotationImpossible, $"API key {PlainText.Of(old.KeyId)} cannot be rotated: it {reason}");
}
