using System.Collections;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace WhylabsApiKey.Input;

/// <summary>
/// Refuses a whole API key in place of an id or a name, without repeating it: it would be sent in an address and be in messages.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotTokenAttribute : ValidateArgumentsAttribute
{
    private const int ShortestToken = 30;
    private static readonly Lazy<Regex> Token = new(() =>
        new Regex(@"^\s*([A-Za-z0-9]{10})\.[A-Za-z0-9]{20,}", RegexOptions.CultureInvariant));

    protected override void Validate(object? arguments, EngineIntrinsics? engineIntrinsics)
    {
        foreach (object? argument in arguments is IEnumerable list and not string ? list : new[] { arguments })
        {
            if (argument?.ToString() is { Length: > ShortestToken } text && Token.Value.Match(text) is { Success: true } match)
                throw new ValidationMetadataException($"This is a whole API key, with its secret. Its id is {match.Groups[1].Value}.");
        }
    }
}
