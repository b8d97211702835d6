using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>What the service accepts as a token.</summary>
internal static partial class TokenFormat
{
    public const int KeyIdLength = 10;

    /// <summary>The token without the organization behind it, which the service ignores; null when the value has another format.</summary>
    public static string? WithoutOrganization(string value)
    {
        string[] parts = value.Split(':');
        return parts.Length <= 2 && Token().IsMatch(parts[0]) ? parts[0] : null;
    }

    /// <summary>Whether the value is AWS credentials. The sandbox accepts all of them, as it has no account to compare them with.</summary>
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
