using System.Text.Json;

namespace WhylabsApiKey.Core.Json;

/// <summary>Refuses a second value of a property, which would replace the first one.</summary>
internal static class Once
{
    /// <param name="owner">What has the property, such as "A member".</param>
    public static string? Set(string? before, string? value, string owner) =>
        before is null ? value : throw new JsonException($"{owner} has a property twice.");
}
