using System.Globalization;
using System.Management.Automation;

namespace WhylabsApiKey.Input;

/// <summary>
/// Refuses what is no whole number. The engine rounds fractions, and converts an unset variable and an empty text to 0, which may mean
/// no limit.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WholeNumberAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData.Unwrap();
        double? number = value switch
        {
            string text => InvariantNumberAttribute.Parse(text),
            IConvertible and not (bool or char or Enum or DateTime or DBNull) => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            _ => null,
        };
        return number is { } whole && whole == Math.Floor(whole)
            ? inputData
            : throw new ArgumentTransformationMetadataException("This is not a whole number.");
    }
}
