using System.Management.Automation;

namespace WhylabsApiKey.Binding;

/// <summary>Lets a known scope be written in any case and without its colon; any other is passed on as it is.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ScopeAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Known =
    [
        ":account_administrator", ":administrator", ":authenticated", ":secure_container", ":user", ":write_data",
        ":write_notification", ":read_notification", ":write_resource", ":read_resource", ":whylabs_administrator", ":whylabs_system",
    ];

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        LanguagePrimitives.TryConvertTo(inputData, out string?[]? scopes) && scopes is not null
            ? Array.ConvertAll(scopes, Spell)
            : inputData;

    private static string? Spell(string? scope)
    {
        string name = scope?.Trim().TrimStart(':') ?? "";
        if (name.Length == 0)
            throw new ArgumentTransformationMetadataException("A scope is empty.");
        return Array.Find(Known, known => string.Equals(known.Substring(1), name, StringComparison.OrdinalIgnoreCase)) ?? scope;
    }
}
