using System.Text.Json;
using System.Text.Json.Serialization;

namespace WhylabsApiKey.Core.Json;

/// <summary>Reads the one key of an answer, of which the serializer hands over all at once.</summary>
internal sealed class ApiKeyConverter : JsonConverter<ApiKey>
{
    public override ApiKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ApiKeyReader.TryRead(ref reader) ?? throw new JsonException("A key breaks off.");

    public override void Write(Utf8JsonWriter writer, ApiKey value, JsonSerializerOptions options) =>
        throw new NotSupportedException("A key is never sent to the service.");
}
