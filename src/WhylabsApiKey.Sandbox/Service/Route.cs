namespace WhylabsApiKey.Sandbox.Service;

/// <summary>An operation that a request asks for, and which callers may use it.</summary>
internal sealed record Route(Func<Caller, bool> Allows, Func<Caller, ServiceResponse> Operation);
