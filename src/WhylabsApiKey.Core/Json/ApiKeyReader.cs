using System.Security;
using System.Text;
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
        string[]? scopes = [];
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
                    Scopes = scopes ?? [],
                    Revoked = revoked,
                    Key = secret,
                };
            }

            ReadOnlySpan<byte> name = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
            if (!reader.Read())
                return null;
            if (name.SequenceEqual("keyId"u8))
                keyId = reader.GetString();
            else if (name.SequenceEqual("orgId"u8))
                orgId = Shared(ref reader);
            else if (name.SequenceEqual("userId"u8))
                userId = Shared(ref reader);
            else if (name.SequenceEqual("alias"u8))
                alias = reader.GetString();
            else if (name.SequenceEqual("resourceId"u8))
                resourceId = reader.GetString();
            else if (name.SequenceEqual("creationTime"u8))
                created = Time(ref reader);
            else if (name.SequenceEqual("expirationTime"u8))
                expires = Time(ref reader);
            else if (name.SequenceEqual("lastUsedTime"u8))
                lastUsed = Time(ref reader);
            else if (name.SequenceEqual("revoked"u8))
                revoked = reader.TokenType != JsonTokenType.Null && reader.GetBoolean();
            else if (name.SequenceEqual("key"u8))
                secret = Secret(ref reader);
            else if (name.SequenceEqual("scopes"u8) ? (scopes = TryReadScopes(ref reader)) is null : !reader.TrySkip())
                return null;
        }

        return null;
    }

    private string? Shared(ref Utf8JsonReader reader) => strings is null ? reader.GetString() : strings.Read(ref reader);

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
}
