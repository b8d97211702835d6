using System.Collections;
using System.Management.Automation;

namespace WhylabsApiKey.Input;

/// <summary>Accepts API keys as arguments beside key ids, each with its organization and service. Refuses other objects.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KeyIdAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData.Unwrap() is IEnumerable list and not (string or IDictionary))
        {
            object?[] items = [.. list.Cast<object?>().Select(ToId)];
            return items;
        }

        return ToId(inputData);
    }

    private static object? ToId(object? item)
    {
        if (item.Unwrap() is null or string)
            return item.Unwrap() is null ? null : item;
        var record = PSObject.AsPSObject(item);
        if (Row.IsApiKey(record))
            return KeyReference.ToText(record);
        return record.BaseObject is PSCustomObject or IDictionary
            ? throw new ArgumentTransformationMetadataException(
                "An object is neither a key id nor an API key: pipe it in, or pass its property that is the id.")
            : item;
    }
}
