using System.Security;
using System.Text.Json;

namespace WhylabsApiKey.Core.Json;

/// <summary>Reads <c>UserApiKey</c> of one response straight into the type that users hold.</summary>
/// <param name="strings">Strings that keys of the response share; null when it holds one key only.</param>
internal sealed class ApiKeyReader(Observation observation, SharedStrings? strings)
{
    // Far more than any token has, and less than a SecureString holds.
    private const int LongestSecret = 4096;

    /// <summary>
    /// Reads the key that begins at the reader's token. Null when the data end within it and more is to come; the reader
    /// cannot be used any further then.
    /// </summary>
    /// <exception cref="JsonException">It is not a key.</exception>
    public ApiKey? TryRead(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("A key is not an object.");

        string? keyId = null, orgId = null, userId = null, alias = null, resourceId = null;
        DateTime? created = null, expires = null, lastUsed = null;
        SecureString? secret = null;
        string[] scopes = [];
        bool revoked = false;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                return new ApiKey(
                    Required(keyId, "keyId"), Required(orgId, "orgId"), string.IsNullOrEmpty(userId) ? null : userId, created, observation)
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

            Field field = FieldOf(ref reader);
            if (!reader.Read())
                return null;
            switch (field)
            {
                case Field.KeyId: keyId = reader.GetString(); break;
                case Field.OrgId: orgId = Shared(ref reader); break;
                case Field.UserId: userId = Shared(ref reader); break;
                case Field.Alias: alias = reader.GetString(); break;
                case Field.ResourceId: resourceId = reader.GetString(); break;
                case Field.CreationTime: created = Time(ref reader); break;
                case Field.ExpirationTime: expires = Time(ref reader); break;
                case Field.LastUsedTime: lastUsed = Time(ref reader); break;
                case Field.Revoked: revoked = reader.TokenType != JsonTokenType.Null && reader.GetBoolean(); break;
                case Field.Key: secret = Secret(ref reader); break;
                case Field.Scopes when TryReadScopes(ref reader) is { } list: scopes = list; break;
                case Field.Unknown when reader.TrySkip(): break;
                default: return null;
            }
        }

        return null;
    }

    private string? Shared(ref Utf8JsonReader reader) => strings is null ? reader.GetString() : strings.Read(ref reader);

    private static Field FieldOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("keyId"u8) ? Field.KeyId
        : reader.ValueTextEquals("orgId"u8) ? Field.OrgId
        : reader.ValueTextEquals("userId"u8) ? Field.UserId
        : reader.ValueTextEquals("alias"u8) ? Field.Alias
        : reader.ValueTextEquals("resourceId"u8) ? Field.ResourceId
        : reader.ValueTextEquals("creationTime"u8) ? Field.CreationTime
        : reader.ValueTextEquals("expirationTime"u8) ? Field.ExpirationTime
        : reader.ValueTextEquals("lastUsedTime"u8) ? Field.LastUsedTime
        : reader.ValueTextEquals("scopes"u8) ? Field.Scopes
        : reader.ValueTextEquals("revoked"u8) ? Field.Revoked
        : reader.ValueTextEquals("key"u8) ? Field.Key
        : Field.Unknown;

    private static string Required(string? value, string name) =>
        string.IsNullOrEmpty(value) ? throw new JsonException($"A key has no {name}.") : value!;

    // The service writes UTC without a zone; a zone is honoured. Java writes years beyond 9999 with a plus sign, and one such
    // key must not hide all others.
    private static DateTime? Time(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.StartsWith("+"u8))
            return DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTime(out DateTime time))
            throw new JsonException("A key has an unreadable timestamp.");
        return time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time.ToUniversalTime();
    }

    private string[]? TryReadScopes(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return [];
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("The scopes of a key are not a list.");

        // Counted first, on a copy of the reader: most keys have one or two.
        Utf8JsonReader ahead = reader;
        int count = 0;
        while (ahead.Read())
        {
            if (ahead.TokenType == JsonTokenType.EndArray)
            {
                string[] scopes = count == 0 ? [] : new string[count];
                for (int i = 0; reader.Read() && reader.TokenType == JsonTokenType.String; i++)
                    scopes[i] = Shared(ref reader)!;
                return scopes;
            }

            if (ahead.TokenType != JsonTokenType.String)
                throw new JsonException("A scope is not a string.");
            count++;
        }

        return null;
    }

    private static SecureString? Secret(ref Utf8JsonReader reader)
    {
        if (reader.GetString() is not { Length: > 0 } text)
            return null;
        if (text.Length > LongestSecret)
            throw new JsonException("The secret in the response is too long.");
        var secret = new SecureString();
        foreach (char c in text)
            secret.AppendChar(c);
        secret.MakeReadOnly();
        return secret;
    }

    private enum Field
    {
        Unknown,
        KeyId,
        OrgId,
        UserId,
        Alias,
        ResourceId,
        CreationTime,
        ExpirationTime,
        LastUsedTime,
        Scopes,
        Revoked,
        Key,
    }
}
