using System.Collections;
using System.Management.Automation;
using System.Security;
using WhylabsApiKey.Input;

namespace WhylabsApiKey.Connection;

/// <summary>The default parameter values that the engine would bind to a command: those of $PSDefaultParameterValues.</summary>
internal sealed class DefaultParameters(IDictionary? values, string command)
{
    private static readonly char[] Quotes = ['\'', '"'];

    public Uri? Endpoint => Value("Endpoint") switch
    {
        Uri address => address,
        string text when Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? address) => address,
        _ => null,
    };

    public SecureString? ApiKey => Value("ApiKey") as SecureString;

    public ApiVersion? ApiVersion => LanguagePrimitives.TryConvertTo(Value("ApiVersion"), out ApiVersion? version) ? version : null;

    public bool AllowsUnencrypted => LanguagePrimitives.IsTrue(Value("AllowUnencryptedAuthentication"));

    /// <summary>The organizations: several only for a command that takes several.</summary>
    public string[] OrgIds =>
        Value("OrgId", "OrganizationId") is { } value && LanguagePrimitives.TryConvertTo(value, out string[]? ids) ? ids! : [];

    private bool IsOff => values is null || LanguagePrimitives.IsTrue(values["Disabled"]);

    /// <summary>Whether an entry is for a parameter with this name or alias, of any command.</summary>
    public static bool IsOf(string key, string parameter) => Like(key.Substring(key.LastIndexOf(':') + 1), parameter);

    // If several entries match and differ, the engine binds none of them.
    private object? Value(params string[] names)
    {
        if (IsOff)
            return null;
        object?[] found = [.. values!.Cast<DictionaryEntry>()
            .Where(entry => Matches($"{entry.Key}", names)).Select(entry => entry.Value.Unwrap()).Distinct()];
        object? value = found.Length == 1 ? found[0] : null;
        try
        {
            return value is ScriptBlock script ? script.InvokeReturnAsIs().Unwrap() : value;
        }
        catch (RuntimeException)
        {
            // The script needs the parameters of a call, which is not made.
            return null;
        }
    }

    private bool Matches(string key, string[] names)
    {
        int at = key.LastIndexOf(':');
        return at > 0 && Like(key.Substring(0, at), command) && Array.Exists(names, name => IsOf(key, name));
    }

    private static bool Like(string pattern, string name) =>
        WildcardPattern.Get(pattern.Trim().Trim(Quotes), WildcardOptions.IgnoreCase).IsMatch(name);
}
