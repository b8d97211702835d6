using System.Management.Automation;

namespace WhylabsApiKey.Input;

/// <summary>Refuses an invalid wildcard pattern before a request is sent.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WildcardPatternAttribute : ValidateArgumentsAttribute
{
    /// <exception cref="WildcardPatternException">The text is not a pattern.</exception>
    internal static WildcardPattern Compile(string text)
    {
        var pattern = new WildcardPattern(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);

        // The pattern is compiled on first use.
        _ = pattern.IsMatch("");
        return pattern;
    }

    protected override void Validate(object? arguments, EngineIntrinsics? engineIntrinsics)
    {
        try
        {
            if (arguments?.ToString() is { } text)
                Compile(text);
        }
        catch (WildcardPatternException e)
        {
            throw new ValidationMetadataException(
                $"{e.Message} [WildcardPattern]::Escape() makes a pattern that matches the text itself.", e);
        }
    }
}
