namespace WhylabsApiKey;

/// <summary>The versions of the service's API, which serve different callers.</summary>
public enum ApiVersion
{
    /// <summary>For the platform's operator: all organizations and users.</summary>
    V0,

    /// <summary>For an organization administrator: the organization of the calling key, and the keys that it created.</summary>
    V1,
}
