using System.Text.Json;

namespace WhylabsApiKey.Core.Json;

/// <summary>
/// Returns the same string object for values that repeat in a response: organizations, users, scopes. It caches one value per slot while
/// one response is read.
/// </summary>
internal sealed class SharedStrings
{
    private const int Slots = 128;

    private readonly string?[] _values = new string?[Slots];

    public string? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped)
            return reader.GetString();
        ref string? value = ref _values[SlotOf(reader.ValueSpan)];
        return value is not null && reader.ValueTextEquals(value) ? value : value = reader.GetString();
    }

    private static int SlotOf(ReadOnlySpan<byte> value)
    {
        uint hash = 2166136261;
        foreach (byte b in value)
            hash = (hash ^ b) * 16777619;
        return (int)(hash % Slots);
    }
}
