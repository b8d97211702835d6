namespace WhylabsApiKey.Sandbox.Service;

/// <summary>An operation that a request asks for, and which keys may call it.</summary>
internal sealed record Route(Func<StoredKey, bool> Allows, Func<StoredKey, Answer> Operation);
