using System.Collections;
using System.Management.Automation;

namespace WhylabsApiKey.Input;

/// <summary>Refuses an API key as an argument that is another text: the engine would pass the id of the key.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotKeyAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        foreach (object? item in inputData.Unwrap() is IList list ? list : new[] { inputData })
        {
            if (item is not null && Row.IsApiKey(PSObject.AsPSObject(item)))
                throw new ArgumentTransformationMetadataException("This is an API key. Pass one of its properties, such as UserId.");
        }

        return inputData;
    }
}
