namespace WhylabsApiKey.Sandbox.Service;

/// <summary>A key in the database that the service cannot read back.</summary>
internal sealed class UnreadableKeyException() : Exception("ApiKeyItem[user_id]; could not unconvert attribute");
