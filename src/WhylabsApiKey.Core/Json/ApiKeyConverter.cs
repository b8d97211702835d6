using System.Security;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WhylabsApiKey.Core.Json;

/// <summary>Reads <c>UserApiKey</c> straight into the type that users hold.</summary>
internal sealed class ApiKeyConverter : JsonConverter<ApiKey>
{
    // Far more than any token has, and less than a SecureString holds.
    private const int LongestSecret = 4096;

    public override ApiKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("A key is not an object.");

        string? keyId = null, orgId = null, userId = null, alias = null, resourceId = null;
        DateTime? created = null, expires = null, lastUsed = null;
        SecureString? secret = null;
        string[] scopes = [];
        bool revoked = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Next(ref reader, "keyId"u8)) keyId = reader.GetString();
            else if (Next(ref reader, "orgId"u8)) orgId = SharedStrings.Read(ref reader);
            else if (Next(ref reader, "userId"u8)) userId = SharedStrings.Read(ref reader);
            else if (Next(ref reader, "alias"u8)) alias = reader.GetString();
            else if (Next(ref reader, "resourceId"u8)) resourceId = reader.GetString();
            else if (Next(ref reader, "creationTime"u8)) created = Time(ref reader);
            else if (Next(ref reader, "expirationTime"u8)) expires = Time(ref reader);
            else if (Next(ref reader, "lastUsedTime"u8)) lastUsed = Time(ref reader);
            else if (Next(ref reader, "scopes"u8)) scopes = Scopes(ref reader);
            else if (Next(ref reader, "revoked"u8)) revoked = reader.TokenType != JsonTokenType.Null && reader.GetBoolean();
            else if (Next(ref reader, "key"u8)) secret = Secret(ref reader);
            else reader.Skip();
        }

        return new ApiKey(Required(keyId, "keyId"), Required(orgId, "orgId"), Required(userId, "userId"), created ?? throw Missing("creationTime"))
        {
            Alias = string.IsNullOrWhiteSpace(alias) ? null : alias,
            ResourceId = string.IsNullOrWhiteSpace(resourceId) ? null : resourceId,
            ExpiresUtc = expires,
            LastUsedUtc = lastUsed,
            Scopes = scopes,
            Revoked = revoked,
            Key = secret,
        };
    }

    public override void Write(Utf8JsonWriter writer, ApiKey value, JsonSerializerOptions options) =>
        throw new NotSupportedException("A key is never sent to the service.");

    private static bool Next(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => reader.ValueTextEquals(name) && reader.Read();

    private static string Required(string? value, string name) => string.IsNullOrEmpty(value) ? throw Missing(name) : value!;

    private static JsonException Missing(string name) => new($"A key has no {name}.");

    // The service writes UTC without a zone. Should it ever add one, that is honoured.
    private static DateTime? Time(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTime(out DateTime time))
            throw new JsonException("A key has a time that is none.");
        return time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time.ToUniversalTime();
    }

    private static string[] Scopes(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return [];
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("The scopes of a key are not a list.");

        // Counted first, on a copy of the reader: most keys have one or two.
        Utf8JsonReader ahead = reader;
        int count = 0;
        while (ahead.Read() && ahead.TokenType is JsonTokenType.String)
            count++;
        if (ahead.TokenType != JsonTokenType.EndArray)
            throw new JsonException("A scope is not a string.");

        string[] scopes = count == 0 ? [] : new string[count];
        for (int i = 0; reader.Read() && reader.TokenType == JsonTokenType.String; i++)
            scopes[i] = SharedStrings.Read(ref reader)!;
        return scopes;
    }

    private static SecureString? Secret(ref Utf8JsonReader reader)
    {
        if (reader.GetString() is not { Length: > 0 } text)
            return null;
        if (text.Length > LongestSecret)
            throw new JsonException("The key of a key is too long.");
        var secret = new SecureString();
        foreach (char c in text)
            secret.AppendChar(c);
        secret.MakeReadOnly();
        return secret;
    }
}
