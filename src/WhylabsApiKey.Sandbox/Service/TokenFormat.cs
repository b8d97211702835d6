using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The token formats that the service accepts.</summary>
internal static partial class TokenFormat
{
    public const int KeyIdLength = 10;

    /// <summary>Returns the token without its organization, which the service ignores; null for an invalid token.</summary>
    public static string? WithoutOrganization(string value)
    {
        string[] parts = value.Split(':');
        return parts.Length <= 2 && Token().IsMatch(parts[0]) ? parts[0] : null;
    }

    /// <summary>Whether the value contains AWS credentials. The sandbox has no account to compare them with, so it accepts any.</summary>
    public static bool IsStsCredentials(string value)
    {
        try
        {
            return value.StartsWith('{') && JsonNode.Parse(value) is JsonObject credentials && credentials.ContainsKey("AccessKeyId");
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9]{10}\.[A-Za-z0-9+\-^!$&@]{53}\z")]
    private static partial Regex Token();
}
