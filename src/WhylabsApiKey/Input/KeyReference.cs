using System.Management.Automation;
using System.Runtime.CompilerServices;
using WhylabsApiKey.Connection;

namespace WhylabsApiKey.Input;

/// <summary>A key id from an argument or a record, with the other known properties of the key.</summary>
internal sealed record KeyReference(string KeyId, string? OrgId = null, string? UserId = null, string? Alias = null)
{
    // The engine binds the same string object that a transformation returns.
    private static readonly ConditionalWeakTable<string, KeyReference> OfTexts = new();

    /// <summary>The possible owners; empty for any user.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>The one possible owner; null if there are several or none.</summary>
    public string? Owner => Owners.Count == 1 ? Owners[0] : null;

    /// <summary>The services in the record of the key; empty if the record has none.</summary>
    public IReadOnlyList<Uri> Services { get; init; } = [];

    /// <summary>The state of the key in a response; null if only a row has it.</summary>
    public KeyState? State { get; init; }

    /// <summary>Returns the id of a key as an argument. <see cref="Of"/> finds the other properties by this string object.</summary>
    public static string ToText(PSObject key)
    {
        var row = new Row(key);
        string id = new(row.Text(ColumnNames.KeyId).ToCharArray());
        if (id.Length > 0)
            OfTexts.Add(id, row.ToKey(id));
        return id;
    }

    /// <summary>Returns the key of an argument.</summary>
    public static KeyReference Of(string text) => OfTexts.TryGetValue(text, out KeyReference? key) ? key : new KeyReference(text);
}
