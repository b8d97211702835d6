using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace WhylabsApiKey.Input;

/// <summary>
/// Reads the text of a time in the invariant culture, as PowerShell's casts do; the engine would read a DateTimeOffset in the
/// current culture, where 2027 may be another year. A time without a zone is local. A text without a year is refused: 12.30 would be
/// a day of December.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class InvariantTimeAttribute : ArgumentTransformationAttribute
{
    private static readonly Lazy<Regex> Year = new(() => new Regex(@"\d{4}", RegexOptions.CultureInvariant));

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData.Unwrap() is not string text)
            return inputData;
        bool hasYear = Year.Value.IsMatch(text);
        return hasYear && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time)
            ? time
            : throw new ArgumentTransformationMetadataException("This is not a time. Write it as in 2027-01-31 or 2027-01-31T12:00Z.");
    }
}
