namespace WhylabsApiKey;

/// <summary>Whether an API key still works.</summary>
public enum ApiKeyStatus
{
    Active,
    Expired,
    Revoked,
}
