namespace WhylabsApiKey;

/// <summary>
/// What the next command would use, and where each setting comes from: <c>Parameter</c> (a default parameter value),
/// <c>Session</c>, the name of an environment variable, <c>Token</c> or <c>Default</c>. It never holds the token.
/// </summary>
public sealed class ConnectionSettings
{
    internal ConnectionSettings()
    {
    }

    /// <summary>The base address of the service; null when what is set is not usable.</summary>
    public Uri? Endpoint { get; internal init; }

    public string? EndpointSource { get; internal init; }

    /// <summary>The organization to act for; null when none is set.</summary>
    public string? OrgId { get; internal init; }

    public string? OrgIdSource { get; internal init; }

    /// <summary>The id of the key that commands authenticate with; null when there is no token, or when it does not tell.</summary>
    public string? KeyId { get; internal init; }

    /// <summary>Where the token comes from; null when there is none.</summary>
    public string? KeySource { get; internal init; }

    /// <summary>The version of the API; null when what is set is not usable.</summary>
    public ApiVersion? ApiVersion { get; internal init; }

    public string? ApiVersionSource { get; internal init; }

    /// <summary>Whether a session of Connect-Whylabs holds here.</summary>
    public bool Connected { get; internal init; }

    /// <summary>Why the next command would fail before it sends a request; null when it would not.</summary>
    public string? Problem { get; internal init; }

    /// <summary>Returns the endpoint.</summary>
    public override string ToString() => $"{Endpoint}";
}
