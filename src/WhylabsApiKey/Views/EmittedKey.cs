using System.Management.Automation;

namespace WhylabsApiKey.Views;

/// <summary>A key without control characters in its texts and scopes, as scripts receive it.</summary>
internal static class EmittedKey
{
    public static readonly EmittedTexts<ApiKey> Texts = new(new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(ApiKey.Alias)] = key => key.Alias,
        [nameof(ApiKey.UserId)] = key => key.UserId,
        [nameof(ApiKey.OrgId)] = key => key.OrgId,
        [nameof(ApiKey.ResourceId)] = key => key.ResourceId,
        [nameof(ApiKey.OwnerEmail)] = key => key.OwnerEmail,
    });

    public static object Of(ApiKey key)
    {
        object emitted = Texts.Of(key);
        if (key.HasPlainScopes)
            return emitted;
        var plain = PSObject.AsPSObject(emitted);
        plain.Properties.Add(new PSNoteProperty(nameof(ApiKey.Scopes), Array.ConvertAll(key.Scopes, PlainText.Printable)));
        return plain;
    }
}
