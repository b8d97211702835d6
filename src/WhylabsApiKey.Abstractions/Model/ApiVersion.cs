namespace WhylabsApiKey;

/// <summary>The two surfaces of the service, which serve different callers.</summary>
public enum ApiVersion
{
    /// <summary>The platform operator's: all organizations and users.</summary>
    V0,

    /// <summary>An organization administrator's: the organization of the calling key, and the keys that it made.</summary>
    V1,
}
