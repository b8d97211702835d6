using System.Management.Automation;

namespace WhylabsApiKey.Input;

/// <summary>Accepts a known scope in any case and without its colon. Passes on any other scope unchanged.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ScopeAttribute : ArgumentTransformationAttribute
{
    private static readonly TextAttribute Texts = new();

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        LanguagePrimitives.TryConvertTo(Texts.Transform(engineIntrinsics, inputData), out string?[]? scopes) && scopes is not null
            ? Array.ConvertAll(scopes, scope => Spell(scope) ?? throw new ArgumentTransformationMetadataException("A scope is empty."))
            : inputData;

    /// <summary>Returns the scope as the service spells it; null for a scope without letters.</summary>
    internal static string? Spell(string? scope)
    {
        string name = scope?.Trim().TrimStart(':') ?? "";
        return name.Length == 0 ? null : KnownScopes.Find(name) ?? scope;
    }
}
