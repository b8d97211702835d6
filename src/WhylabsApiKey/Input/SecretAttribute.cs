using System.Management.Automation;

namespace WhylabsApiKey.Input;

/// <summary>Says how to make a SecureString where a text is given, without repeating the text.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretAttribute : ArgumentTransformationAttribute
{
    public const string Advice =
        "A text is no SecureString. Use Read-Host -AsSecureString, Get-Secret, or ConvertTo-SecureString -AsPlainText -Force.";

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string
            ? throw new ArgumentTransformationMetadataException(Advice)
            : inputData;
}
