namespace WhylabsApiKey.Sandbox.Service;

/// <summary>An operation, with a check whether the caller may use it.</summary>
internal sealed record Route(Func<Caller, bool> Allows, Func<Caller, ServiceResponse> Operation);
