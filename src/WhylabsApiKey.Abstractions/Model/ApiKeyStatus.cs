namespace WhylabsApiKey;

/// <summary>Whether an API key still opens anything.</summary>
public enum ApiKeyStatus
{
    Active,
    Expired,
    Revoked,
}
