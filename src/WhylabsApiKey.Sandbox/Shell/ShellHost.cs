using System.Globalization;
using System.Management.Automation.Host;

namespace WhylabsApiKey.Sandbox.Shell;

/// <summary>A host for the PowerShell engine that writes to a text writer and, unless told what to answer, asks nobody.</summary>
public sealed class ShellHost(TextWriter screen, Func<string, string, string>? answer = null) : PSHost
{
    private readonly ShellUserInterface _ui = new(screen, answer);

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => nameof(ShellHost);

    public override PSHostUserInterface UI => _ui;

    public override Version Version => typeof(ShellHost).Assembly.GetName().Version!;

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    /// <summary>What a script's <c>exit</c> said; 0 when there was none.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Whether an error was shown.</summary>
    public bool HasShownError => _ui.HasShownError;

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
}
