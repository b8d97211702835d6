using System.Management.Automation;
using System.Security;

namespace WhylabsApiKey.Input;

/// <summary>
/// The parameters from the command line or from default values. They are collected before the first record, because the engine later
/// adds columns of records to the bound parameters. For a script block, <see cref="Value"/> returns its result for the current record.
/// </summary>
internal sealed class Arguments
{
    private readonly IDictionary<string, object> _bound;
    private readonly HashSet<string> _names;
    private readonly HashSet<string>? _scripted;

    public Arguments(IDictionary<string, object> bound)
    {
        _bound = bound;
        _names = new HashSet<string>(bound.Keys, StringComparer.OrdinalIgnoreCase);

        // Before the first record, the value of a script block is an object of the engine.
        foreach (string name in ColumnNames.OfParameters)
        {
            if (Value(name) is not (null or string or string[] or SecureString))
                (_scripted ??= new HashSet<string>(StringComparer.OrdinalIgnoreCase)).Add(name);
        }
    }

    public bool Has(string name) => _names.Contains(name);

    /// <summary>Whether a script block computes the parameter from each record.</summary>
    public bool IsScripted(string name) => _scripted?.Contains(name) == true;

    /// <summary>The texts of a parameter; null when it is not an argument.</summary>
    public string[]? Texts(string name) => !Has(name) ? null : Value(name) switch
    {
        null => [],
        string text => [text],
        string[] texts => Array.IndexOf(texts, null) < 0 ? texts : Array.ConvertAll(texts, one => one ?? ""),
        var other => [LanguagePrimitives.ConvertTo<string>(other)],
    };

    /// <summary>The first given parameter of some.</summary>
    public string? FirstOf(IEnumerable<string> names) => names.FirstOrDefault(Has);

    /// <summary>The value of a parameter; null when it is not an argument.</summary>
    public object? Value(string name) => Has(name) && _bound.TryGetValue(name, out object? value) ? value : null;
}
