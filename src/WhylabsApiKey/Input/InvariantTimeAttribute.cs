using System.Globalization;
using System.Management.Automation;

namespace WhylabsApiKey.Input;

/// <summary>
/// Reads the text of a time in the invariant culture, as PowerShell's casts do; the engine would read a DateTimeOffset in the
/// current culture, where 2027 may be another year. A time without a zone is local.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class InvariantTimeAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData.Unwrap() is not string text)
            return inputData;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time)
            ? time
            : throw new ArgumentTransformationMetadataException("This is not a time. Write it as in 2027-01-31 or 2027-01-31T12:00Z.");
    }
}
