using System.Security;

namespace WhylabsApiKey.Connection;

/// <summary>What a command knows of its connection. A parameter counts first, then the session, then environment variables.</summary>
internal sealed class ConnectionSources
{
    private readonly Func<string, string?> _environment;

    public ConnectionSources(
        Uri? endpoint, SecureString? apiKey, ApiVersion? apiVersion, bool allowUnencrypted, WhylabsSession? session, Func<string, string?> environment)
    {
        (Endpoint, ApiKey, ApiVersion, AllowUnencrypted, _environment) = (endpoint, apiKey, apiVersion, allowUnencrypted, environment);

        // A session belongs to its endpoint, and counts for no other.
        Session = endpoint is null || session?.IsFor(endpoint) == true ? session : null;
    }

    public Uri? Endpoint { get; }

    public SecureString? ApiKey { get; }

    public ApiVersion? ApiVersion { get; }

    public bool AllowUnencrypted { get; }

    public WhylabsSession? Session { get; }

    /// <summary>The value of an environment variable; null when it is missing or blank.</summary>
    public string? Variable(string name) => _environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
