namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The service cannot read a key from its database.</summary>
internal sealed class UnreadableKeyException() : Exception("ApiKeyItem[user_id]; could not unconvert attribute");
