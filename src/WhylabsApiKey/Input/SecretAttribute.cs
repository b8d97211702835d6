using System.Management.Automation;

namespace WhylabsApiKey.Input;

/// <summary>Explains how to create a SecureString if a text is given. The error does not repeat the text.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretAttribute : ArgumentTransformationAttribute
{
    public const string Advice =
        "A text is no SecureString. Use Read-Host -AsSecureString, Get-Secret, or ConvertTo-SecureString -AsPlainText -Force.";

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData.Unwrap() is string
            ? throw new ArgumentTransformationMetadataException(Advice)
            : inputData;
}
