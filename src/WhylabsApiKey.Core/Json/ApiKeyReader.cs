using System.Net;
using System.Security;
using System.Text;
using System.Text.Json;

namespace WhylabsApiKey.Core.Json;

/// <summary>Reads the <c>UserApiKey</c> objects of one response directly into <see cref="ApiKey"/>.</summary>
/// <param name="strings">The strings that the keys of the response share; null for a response with one key.</param>
internal sealed class ApiKeyReader(Observation observation, SharedStrings? strings)
{
    // Longer than any token, and shorter than the limit of SecureString.
    private const int LongestSecret = 4096;

    /// <summary>
    /// Reads the key that begins at the reader's token. Null when the data ends within the key and more data follows. After null, the
    /// reader is not usable.
    /// </summary>
    /// <exception cref="JsonException">The value is not a key.</exception>
    public ApiKey? TryRead(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("A key is not an object.");

        Properties properties = default;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
                return ToKey(properties);
            ReadOnlySpan<byte> name = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
            if (!reader.Read() || !TryRead(ref reader, name, ref properties))
                return null;
        }

        return null;
    }

    /// <summary>Reads the value of one property; false when the data ends within it.</summary>
    private bool TryRead(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref Properties key)
    {
        if (Is(name, "keyId"u8, 1, ref key.Found))
            key.KeyId = reader.GetString();
        else if (Is(name, "orgId"u8, 1 << 1, ref key.Found))
            key.OrgId = Shared(ref reader);
        else if (Is(name, "userId"u8, 1 << 2, ref key.Found))
            key.UserId = Shared(ref reader);
        else if (Is(name, "alias"u8, 1 << 3, ref key.Found))
            key.Alias = reader.GetString();
        else if (Is(name, "resourceId"u8, 1 << 4, ref key.Found))
            key.ResourceId = reader.GetString();
        else if (Is(name, "creationTime"u8, 1 << 5, ref key.Found))
            key.Created = WireTime.Read(ref reader, UnreadableTimes.Creation, ref key.Unreadable);
        else if (Is(name, "expirationTime"u8, 1 << 6, ref key.Found))
            key.Expires = WireTime.Read(ref reader, UnreadableTimes.Expiry, ref key.Unreadable);
        else if (Is(name, "lastUsedTime"u8, 1 << 7, ref key.Found))
            key.LastUsed = WireTime.Read(ref reader, UnreadableTimes.LastUse, ref key.Unreadable);
        else if (Is(name, "revoked"u8, 1 << 8, ref key.Found))
            key.Revoked = reader.TokenType != JsonTokenType.Null && reader.GetBoolean();
        else if (Is(name, "key"u8, 1 << 9, ref key.Found))
            key.Secret = Secret(ref reader);
        else if (Is(name, "scopes"u8, 1 << 10, ref key.Found))
            return (key.Scopes = TryReadScopes(ref reader)) is not null;
        else
            return reader.TrySkip();
        return true;
    }

    private ApiKey ToKey(in Properties key) => new(
        Required(key.KeyId, "keyId"),
        Required(key.OrgId, "orgId"),
        string.IsNullOrEmpty(key.UserId) ? null : key.UserId,
        key.Created,
        observation)
    {
        Alias = string.IsNullOrWhiteSpace(key.Alias) ? null : key.Alias,
        ResourceId = string.IsNullOrWhiteSpace(key.ResourceId) ? null : key.ResourceId,
        ExpiresUtc = key.Expires,
        LastUsedUtc = key.LastUsed,
        Scopes = key.Scopes ?? [],
        Revoked = key.Revoked,
        UnreadableTimes = key.Unreadable,
        Key = key.Secret,
    };

    private string? Shared(ref Utf8JsonReader reader) => strings is null ? reader.GetString() : strings.Read(ref reader);

    private static string Required(string? value, string name) =>
        string.IsNullOrEmpty(value) ? throw new JsonException($"A key has no {name}.") : value!;

    // A second value, such as of "revoked", would replace the first, so it is an error.
    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> property, int flag, ref int found)
    {
        if (!name.SequenceEqual(property))
            return false;
        if ((found & flag) != 0)
            throw new JsonException("A key has a property twice.");
        found |= flag;
        return true;
    }

    private string[]? TryReadScopes(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return [];
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("The scopes of a key are not a list.");

        // A copy of the reader counts the scopes first, so that the array has the right size.
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
        SecureString secret = new NetworkCredential(string.Empty, text).SecurePassword;
        secret.MakeReadOnly();
        return secret;
    }

    /// <summary>What has been read of a key so far.</summary>
    private struct Properties
    {
        /// <summary>One bit for each property that the object has had.</summary>
        public int Found;
        public string? KeyId;
        public string? OrgId;
        public string? UserId;
        public string? Alias;
        public string? ResourceId;
        public DateTime? Created;
        public DateTime? Expires;
        public DateTime? LastUsed;
        public bool Revoked;
        public SecureString? Secret;
        public string[]? Scopes;
        public UnreadableTimes Unreadable;
    }
}
