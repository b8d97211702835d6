using System.Collections;
using System.Management.Automation;

namespace WhylabsApiKey.Input;

/// <summary>
/// Refuses a token that was given instead of an id or a name: it would be in addresses and messages. The error does not repeat it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotTokenAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object? arguments, EngineIntrinsics? engineIntrinsics)
    {
        foreach (object? argument in arguments is IEnumerable list and not string ? list : new[] { arguments })
        {
            if (argument?.ToString() is { } text && Identifier.TokenIdIn(text) is { } keyId)
                throw new ValidationMetadataException($"This is a whole API key, with its secret. Its id is {keyId}.");
        }
    }
}
