using System.Text.Json.Serialization;

namespace WhylabsApiKey.Benchmarks;

/// <summary>What a hand-written client would read a key into.</summary>
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

/// <summary>A list of them.</summary>
internal sealed class RawList
{
    public List<RawKey>? Items { get; set; }
}

/// <summary>One of them, as a look-up answers it.</summary>
internal sealed class RawAnswer
{
    public RawKey? Key { get; set; }
}

/// <summary>Their JSON, generated at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RawList))]
[JsonSerializable(typeof(RawKey))]
[JsonSerializable(typeof(RawAnswer))]
internal sealed partial class RawContext : JsonSerializerContext;
