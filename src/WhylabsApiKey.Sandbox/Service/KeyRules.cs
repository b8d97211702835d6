namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The checks before a key is created. Each API version runs them in its own order.</summary>
internal sealed class KeyRules(KeyStore store)
{
    private const int FreeTierLimit = 25;
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(60);

    // The service has no latest expiry. The sandbox has one, because DateTime ends with the year 9999.
    private static readonly long LatestExpiry = (long)(DateTime.MaxValue - DateTime.UnixEpoch).TotalMilliseconds;

    private Organizations Organizations => store.Organizations;

    /// <summary>The checks of v0: expiry, organization, number of keys, scopes.</summary>
    public void Check(string orgId, KeyTerms terms)
    {
        CheckExpiry(terms);
        if (!Organizations.Get(orgId).IsPaid && store.CountLive(orgId) >= FreeTierLimit)
            throw ServiceException.Illegal("Key limit reached");
        CheckScopes(terms, Scopes.All);
    }

    /// <summary>The checks of v1: expiry, resource, tier, scopes.</summary>
    public void CheckV1(string orgId, KeyTerms terms)
    {
        CheckExpiry(terms);
        if (terms.ResourceId is { } model && !Organizations.HasModel(orgId, model))
            throw ServiceException.NotFound("Model", model);
        if (!Organizations.Get(orgId).IsPaid)
            throw ServiceException.Illegal("Cannot create API keys for this organization. Please contact us to enable this feature.");
        CheckScopes(terms, Scopes.Ordinary);
    }

    private static void CheckScopes(KeyTerms terms, IReadOnlySet<string> known)
    {
        if (terms.Scopes.FirstOrDefault(scope => !known.Contains(scope)) is { } unknown)
            throw ServiceException.Illegal($"Invalid scope provided: {unknown}");
    }

    private void CheckExpiry(KeyTerms terms)
    {
        if (terms.ExpirationTime is { } milliseconds
            && (milliseconds < 0
                || milliseconds > LatestExpiry
                || DateTime.UnixEpoch.AddMilliseconds(milliseconds) < store.Now + ShortestLife))
        {
            throw ServiceException.Illegal("Invalid expiration time");
        }
    }
}
