using System.Management.Automation;

namespace WhylabsApiKey.Tests.Support;

internal static class ErrorRecordExtensions
{
    /// <summary>The id of an error, without the name of the command.</summary>
    public static string Id(this ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];
}
