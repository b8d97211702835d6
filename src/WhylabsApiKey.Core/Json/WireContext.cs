using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace WhylabsApiKey.Core.Json;

/// <summary>Serializers, generated at compile time, for all JSON of the service except keys.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MembershipResponse))]
[JsonSerializable(typeof(OrganizationResponse))]
[JsonSerializable(typeof(List<OrganizationResponse.Item?>))]
[JsonSerializable(typeof(UserResponse))]
[JsonSerializable(typeof(ValidationResponse))]
[JsonSerializable(typeof(ErrorResponse))]
internal sealed partial class WireContext : JsonSerializerContext
{
    /// <summary>Reads the stream as one JSON value.</summary>
    public static async Task<T> ReadAsync<T>(Stream stream, CancellationToken cancellation)
        where T : class
    {
        var type = (JsonTypeInfo<T>)Default.GetTypeInfo(typeof(T))!;
        return await JsonSerializer.DeserializeAsync(stream, type, cancellation).ConfigureAwait(false)
            ?? throw new JsonException("The body is JSON null.");
    }
}
