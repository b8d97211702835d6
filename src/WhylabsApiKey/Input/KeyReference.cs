using System.Management.Automation;
using System.Runtime.CompilerServices;
using WhylabsApiKey.Connection;

namespace WhylabsApiKey.Input;

/// <summary>A key that is named, with what is known of it beside its id.</summary>
internal sealed record KeyReference(string KeyId, string? OrgId = null, string? UserId = null, string? Alias = null)
{
    // The engine passes on the very string object that a transformation returns.
    private static readonly ConditionalWeakTable<string, KeyReference> OfTexts = new();

    /// <summary>The users of whom one must be the owner; empty for any user.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>The one possible owner; null if there are several or none.</summary>
    public string? Owner => Owners.Count == 1 ? Owners[0] : null;

    /// <summary>The service that the key is of, as far as its record says.</summary>
    public IReadOnlyList<Uri> Services { get; init; } = [];

    /// <summary>The state of the key as the service told it; null if only a row tells it.</summary>
    public KeyState? State { get; init; }

    /// <summary>Whether the service has said that the key is revoked, which is for good.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>The id of a key as an argument, by which <see cref="Of"/> finds the rest of the key again.</summary>
    public static string ToText(PSObject key)
    {
        var row = new Row(key);
        string id = new(row.Text(ColumnNames.KeyId).ToCharArray());
        if (id.Length > 0)
            OfTexts.Add(id, row.ToKey(id));
        return id;
    }

    /// <summary>The key that a text stands for.</summary>
    public static KeyReference Of(string text) => OfTexts.TryGetValue(text, out KeyReference? key) ? key : new KeyReference(text);
}
