using System.Management.Automation;

namespace WhylabsApiKey.Views;

/// <summary>
/// Objects as scripts receive them. If a text of the service could control a terminal, a property of the same name with plain
/// text hides it, so that every view is safe. The object itself keeps the text of the service.
/// </summary>
/// <param name="texts">The properties with texts from the service or its users.</param>
internal sealed class EmittedTexts<T>(Dictionary<string, Func<T, string?>> texts)
    where T : class
{
    private readonly Func<T, string?>[] _getters = [.. texts.Values];

    public object Of(T value)
    {
        // A lambda would be allocated for each key of a list.
        foreach (Func<T, string?> text in _getters)
        {
            if (!IsPlain(text(value)))
                return Hide(value);
        }

        return value;
    }

    /// <summary>Whether a property of an emitted object may hide the property of the object itself.</summary>
    public bool Hides(string property) => texts.ContainsKey(property);

    /// <summary>The text of the service.</summary>
    public string? Hidden(T value, string property) => texts[property](value);

    private static bool IsPlain(string? text) => text is null || PlainText.IsPrintable(text);

    private PSObject Hide(T value)
    {
        var plain = new PSObject(value);
        foreach (KeyValuePair<string, Func<T, string?>> text in texts)
        {
            if (text.Value(value) is { } hidden && !IsPlain(hidden))
                plain.Properties.Add(new PSNoteProperty(text.Key, PlainText.Printable(hidden)));
        }

        return plain;
    }
}
