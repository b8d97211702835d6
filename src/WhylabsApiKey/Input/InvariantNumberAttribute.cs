using System.Globalization;
using System.Management.Automation;

namespace WhylabsApiKey.Input;

/// <summary>Parses a number in the invariant culture. Refuses group separators: with them, 1,5 would be 15.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class InvariantNumberAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData.Unwrap();
        object? number = value switch
        {
            string { Length: > 0 } text => Parse(text),
            bool or char or DateTime => null,
            _ => inputData,
        };
        return number is not null || value is null
            ? number
            : throw new ArgumentTransformationMetadataException("This is not a number. Write it with a decimal point, as in 1.5.");
    }

    /// <summary>Returns the number, or null.</summary>
    internal static double? Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
