using System.Text.Json.Serialization;

namespace WhylabsApiKey.Benchmarks;

/// <summary>The JSON of a key.</summary>
internal sealed class RawKey
{
    public string? KeyId { get; set; }

    public string? OrgId { get; set; }

    public string? UserId { get; set; }

    public string? Alias { get; set; }

    public string? CreationTime { get; set; }

    public string? ExpirationTime { get; set; }

    public string? LastUsedTime { get; set; }

    public string[]? Scopes { get; set; }

    public bool Revoked { get; set; }
}

/// <summary>The JSON of a list.</summary>
internal sealed class RawList
{
    public List<RawKey>? Items { get; set; }
}

/// <summary>The JSON of a look-up.</summary>
internal sealed class RawLookup
{
    public RawKey? Key { get; set; }
}

/// <summary>The serializers, generated at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RawList))]
[JsonSerializable(typeof(RawKey))]
[JsonSerializable(typeof(RawLookup))]
internal sealed partial class RawContext : JsonSerializerContext;
