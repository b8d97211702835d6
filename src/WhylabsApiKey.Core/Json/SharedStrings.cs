using System.Text.Json;

namespace WhylabsApiKey.Core.Json;

/// <summary>
/// Hands out one string for values that a list repeats: an organization, its users, scopes. It remembers the last value
/// seen in each of its few places, and nothing else; no secret is ever asked of it.
/// </summary>
internal static class SharedStrings
{
    private const int Places = 256;

    [ThreadStatic]
    private static string?[]? _seen;

    public static string? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped)
            return reader.GetString();
        ref string? seen = ref (_seen ??= new string?[Places])[Place(reader.ValueSpan)];
        return seen is not null && reader.ValueTextEquals(seen) ? seen : seen = reader.GetString();
    }

    private static int Place(ReadOnlySpan<byte> value)
    {
        uint hash = 2166136261;
        foreach (byte b in value)
            hash = (hash ^ b) * 16777619;
        return (int)(hash % Places);
    }
}
