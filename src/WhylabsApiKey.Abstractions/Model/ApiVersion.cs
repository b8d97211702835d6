namespace WhylabsApiKey;

/// <summary>The versions of the service's API. Each serves another kind of caller.</summary>
public enum ApiVersion
{
    /// <summary>For the operator: all organizations and users.</summary>
    V0,

    /// <summary>For an organization administrator: one organization. It revokes only keys that the calling key created.</summary>
    V1,
}
