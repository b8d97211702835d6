using System.Management.Automation;

namespace WhylabsApiKey.Tests.Support;

internal static class ErrorRecordExtensions
{
    /// <summary>Returns the id of an error without the name of the command.</summary>
    public static string Id(this ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];
}
