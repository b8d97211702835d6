using System.Management.Automation;
using System.Security;

namespace WhylabsApiKey.Input;

/// <summary>
/// The parameters that are arguments or have a default value, taken before the first record: what the engine calls bound
/// later includes the columns of earlier records. The value of a script block is that for the current record.
/// </summary>
internal sealed class Arguments
{
    private readonly IDictionary<string, object> _bound;
    private readonly HashSet<string> _names;
    private readonly HashSet<string> _scripted;

    public Arguments(IDictionary<string, object> bound)
    {
        _bound = bound;
        _names = new HashSet<string>(bound.Keys, StringComparer.OrdinalIgnoreCase);

        // Before the first record, an object of the engine stands for the values of a script block.
        _scripted = new HashSet<string>(
            ColumnNames.OfParameters.Where(name => Has(name) && Value(name) is not (null or string or string[] or SecureString)),
            StringComparer.OrdinalIgnoreCase);
    }

    public bool Has(string name) => _names.Contains(name);

    /// <summary>Whether a script block computes the parameter from each record.</summary>
    public bool IsScripted(string name) => _scripted.Contains(name);

    /// <summary>The texts of a parameter; null when it is not an argument.</summary>
    public string[]? Texts(string name) => !Has(name) ? null : Value(name) switch
    {
        null => [],
        string text => [text],
        string[] texts => texts,
        var other => [LanguagePrimitives.ConvertTo<string>(other)],
    };

    /// <summary>The first given parameter of some.</summary>
    public string? FirstOf(IEnumerable<string> names) => names.FirstOrDefault(Has);

    /// <summary>The value of a parameter; null when it is not an argument.</summary>
    public object? Value(string name) => Has(name) && _bound.TryGetValue(name, out object? value) ? value : null;
}
