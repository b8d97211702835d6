using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Net.Mail;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

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
        switch (value.Unwrap())
        {
            // A database returns DBNull for an empty cell.
            case null or DBNull:
                return null;
            case string or Guid or Uri or Version or MailAddress or IPAddress or Capture or BigInteger or StringBuilder:
            case IConvertible and not (bool or DateTime):
                return value;
            case var _ when AcceptsOrganizations && new Row(PSObject.AsPSObject(value!)) is { IsOrganization: true } organization:
                return organization.Organization();
            case var other:
                throw new ArgumentTransformationMetadataException(
                    $"An object of type {other.GetType().Name} is not text. Pass its text, or one of its properties.");
        }
    }
}
