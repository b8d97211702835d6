using System.Globalization;
using System.Management.Automation;

namespace WhylabsApiKey.Input;

/// <summary>
/// Reads a time that is given as text as PowerShell's own casts do, whatever the culture and its calendar: the engine
/// would read a DateTimeOffset by the current one, and make 2027 another year. Without a zone it is local.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InvariantTimeAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if ((inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is not string text)
            return inputData;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time)
            ? time
            : throw new ArgumentTransformationMetadataException("This is not a time. Write it as in 2027-01-31 or 2027-01-31T12:00Z.");
    }
}
