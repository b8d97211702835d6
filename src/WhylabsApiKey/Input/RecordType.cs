using System.Collections;
using System.Management.Automation;

namespace WhylabsApiKey.Input;

/// <summary>Decides which pipeline objects are rows or keys.</summary>
internal static class RecordType
{
    private static readonly string[] Files = ["System.IO.FileInfo", "System.IO.DirectoryInfo"];

    /// <summary>Returns the columns of an object whose properties can identify a key or an owner.</summary>
    /// <exception cref="WhylabsApiException">InvalidInput.</exception>
    /// <param name="isRead">Whether a script block reads the object. A dictionary is refused even then.</param>
    public static Row? Require(PSObject record, bool isRead) => Name(record) is not { } refused ? new Row(record)
        : isRead && record.BaseObject is not IDictionary ? null
        : throw InputErrors.Refused($"{refused} names neither a key nor an owner");

    private static string? Name(PSObject record) => record.BaseObject switch
    {
        PSCustomObject => record.TypeNames.Any(type => Files.Any(file => type == $"Deserialized.{file}")) ? "a file" : null,
        IDictionary => "a dictionary (cast it to [pscustomobject])",
        FileSystemInfo => "a file",
        ValueType value => $"a value of type {value.GetType().Name}",
        System.Security.SecureString => "a SecureString",
        ScriptBlock => "a script block",
        IEnumerable and not System.Xml.XmlNode => "a list in place of its items",
        _ => null,
    };
}
