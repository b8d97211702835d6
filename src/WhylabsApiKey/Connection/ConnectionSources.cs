using System.Security;

namespace WhylabsApiKey.Connection;

/// <summary>What a command knows of its connection. A parameter counts first, then the session, then environment variables.</summary>
internal sealed record ConnectionSources(
    Uri? Endpoint,
    SecureString? ApiKey,
    ApiVersion? ApiVersion,
    bool AllowUnencrypted,
    WhylabsSession? Session,
    Func<string, string?> Environment)
{
    /// <summary>The session, which counts for no service but its own.</summary>
    public WhylabsSession? Session { get; } = Endpoint is null || Session?.IsFor(Endpoint) == true ? Session : null;

    /// <summary>The value of an environment variable; null when it is missing or blank.</summary>
    public string? Variable(string name) => Environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
