using System.Globalization;
using System.Management.Automation.Host;

namespace WhylabsApiKey.Sandbox.Shell;

/// <summary>A PowerShell host that writes to a text writer. A function answers its prompts; without one, prompts fail.</summary>
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

    /// <summary>The exit code of a script's <c>exit</c>; 0 without one.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Whether the host has shown an error.</summary>
    public bool HasShownError => _ui.HasShownError;

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
}
