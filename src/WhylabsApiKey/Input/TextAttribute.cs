using System.Collections;
using System.Management.Automation;

namespace WhylabsApiKey.Input;

/// <summary>
/// Refuses an argument that is neither text nor a number. The engine would pass the text of any object, such as the id of an API key.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether an organization stands for its id.</summary>
    public bool AcceptsOrganizations { get; set; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData.Unwrap() is not IEnumerable list || list is string or IDictionary)
            return Require(inputData);
        object?[] items = [.. list.Cast<object?>().Select(Require)];
        return items;
    }

    private object? Require(object? value)
    {
        object? plain = value.Unwrap();
        if (plain is null or string or char or Guid or Enum or Uri || (plain is IConvertible and not (bool or DateTime or DBNull)))
            return value;
        if (AcceptsOrganizations && new Row(PSObject.AsPSObject(value!)).IsOrganization)
            return value;
        throw new ArgumentTransformationMetadataException(
            $"An object of type {plain.GetType().Name} is not text. Pass one of its properties, such as UserId.");
    }
}
