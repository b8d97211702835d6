using System.Security;

namespace WhylabsApiKey.Configuration;

/// <summary>What a command was told of the connection; null where it was not.</summary>
internal sealed record ConnectionParameters(Uri? Endpoint, SecureString? ApiKey, ApiVersion? ApiVersion, bool AllowUnencrypted);
