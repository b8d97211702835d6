using System.Management.Automation;

namespace WhylabsApiKey.Views;

/// <summary>The texts of the views by key. An indexer, because ConstrainedLanguage does not allow method calls.</summary>
public sealed class ApiKeyTexts
{
    internal ApiKeyTexts()
    {
    }

    public ApiKeyText this[PSObject key] => new(key);

    /// <summary>The texts with colors if the runspace shows them.</summary>
    public ApiKeyText this[PSObject key, EngineIntrinsics engine] => new(key, ShowsColor(engine));

    private static bool ShowsColor(EngineIntrinsics engine)
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")))
            return false;

        // Windows PowerShell has no $PSStyle: it counts the escape sequences of a table as text, and leaves them in files.
        object? style = engine.SessionState.PSVariable.GetValue("PSStyle");
        return (style is null ? null : PSObject.AsPSObject(style).Properties["OutputRendering"]?.Value?.ToString()) switch
        {
            "Ansi" => true,
            "Host" => engine.Host.UI.SupportsVirtualTerminal && !Console.IsOutputRedirected,
            _ => false,
        };
    }
}
