using System.Management.Automation;

namespace WhylabsApiKey.Views;

/// <summary>
/// A key as scripts get it. Where a text of the key could control a terminal, a property of the same name that is plain text
/// hides it, so that every view is safe. The key itself keeps the text of the service.
/// </summary>
internal static class EmittedKey
{
    private static readonly Dictionary<string, Func<ApiKey, string?>> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(ApiKey.Alias)] = key => key.Alias,
        [nameof(ApiKey.UserId)] = key => key.UserId,
        [nameof(ApiKey.OrgId)] = key => key.OrgId,
        [nameof(ApiKey.ResourceId)] = key => key.ResourceId,
        [nameof(ApiKey.OwnerEmail)] = key => key.OwnerEmail,
    };

    private static readonly Func<ApiKey, string?>[] Getters = [.. Texts.Values];

    public static object Of(ApiKey key) =>
        Array.TrueForAll(Getters, text => IsPlain(text(key))) && key.HasPlainScopes ? key : Plain(key);

    /// <summary>Whether a property of an emitted key may hide that of the key itself.</summary>
    public static bool Hides(string property) => Texts.ContainsKey(property);

    /// <summary>The text of the service.</summary>
    public static string? Hidden(ApiKey key, string property) => Texts[property](key);

    private static bool IsPlain(string? text) => text is null || PlainText.IsPrintable(text);

    private static PSObject Plain(ApiKey key)
    {
        var plain = new PSObject(key);
        foreach (KeyValuePair<string, Func<ApiKey, string?>> text in Texts)
        {
            if (text.Value(key) is { } value && !IsPlain(value))
                plain.Properties.Add(new PSNoteProperty(text.Key, PlainText.Printable(value)));
        }

        if (!key.HasPlainScopes)
            plain.Properties.Add(new PSNoteProperty(nameof(ApiKey.Scopes), Array.ConvertAll(key.Scopes, PlainText.Printable)));
        return plain;
    }
}
