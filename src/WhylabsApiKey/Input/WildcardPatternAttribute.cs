using System.Management.Automation;

namespace WhylabsApiKey.Input;

/// <summary>Refuses what is no wildcard pattern before anything is asked for.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WildcardPatternAttribute : ValidateArgumentsAttribute
{
    /// <exception cref="WildcardPatternException">It is not a pattern.</exception>
    internal static WildcardPattern Compile(string text)
    {
        var pattern = new WildcardPattern(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);

        // Compiled only now.
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
            throw new ValidationMetadataException($"{e.Message} WildcardPattern.Escape makes one that stands for the text itself.", e);
        }
    }
}
