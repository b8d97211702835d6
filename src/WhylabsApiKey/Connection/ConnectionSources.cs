using System.Security;

namespace WhylabsApiKey.Connection;

/// <summary>The settings of a connection. A parameter wins over the session, and the session over environment variables.</summary>
internal sealed record ConnectionSources(
    Uri? Endpoint,
    SecureString? ApiKey,
    ApiVersion? ApiVersion,
    bool AllowUnencrypted,
    WhylabsSession? Session,
    Func<string, string?> Environment)
{
    /// <summary>The session; null if the command calls another service.</summary>
    public WhylabsSession? Session { get; } = Endpoint is null || Session?.IsFor(Endpoint) == true ? Session : null;

    /// <summary>The value of an environment variable; null when it is missing or blank.</summary>
    public string? Variable(string name) => Environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
