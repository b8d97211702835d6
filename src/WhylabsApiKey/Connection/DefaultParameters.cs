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
    public string[] OrgIds => Value("OrgId") is { } value && LanguagePrimitives.TryConvertTo(value, out string[]? ids) ? ids! : [];

    private bool IsOff => values is null || LanguagePrimitives.IsTrue(values["Disabled"]);

    // If several entries match and differ, the engine binds none of them; this class uses the first.
    private object? Value(string parameter)
    {
        if (IsOff)
            return null;
        return values!.Cast<DictionaryEntry>().FirstOrDefault(entry => Matches($"{entry.Key}", parameter)).Value.Unwrap();
    }

    private bool Matches(string key, string parameter)
    {
        int at = key.LastIndexOf(':');
        return at > 0 && Like(key.Substring(0, at), command) && Like(key.Substring(at + 1), parameter);
    }

    private static bool Like(string pattern, string name) =>
        WildcardPattern.Get(pattern.Trim().Trim(Quotes), WildcardOptions.IgnoreCase).IsMatch(name);
}
