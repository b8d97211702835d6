using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;

namespace WhylabsApiKey.Sandbox;

/// <summary>Runs the main commands of the module, and checks the effect of each command at the service.</summary>
internal sealed class Tour(SandboxServer server, TextWriter screen)
{
    private readonly KeyStore _store = server.Store;
    private int _writesBefore;

    /// <summary>Runs all steps; true when every step had the expected effect.</summary>
    public bool Run()
    {
        DateTime start = _store.Now;
        string[] expired = [.. LiveKeys().Where(key => key.Expires <= start).Select(key => key.KeyId)];
        string[] live = [.. LiveKeys().Select(key => key.KeyId).Except(expired)];
        using var shown = new StringWriter();
        using var shell = ModuleShell.Open(new ShellHost(shown));

        (string Title, string Command, Func<string, bool> IsAsExpected)[] steps =
        [
            ("List the organization's keys.",
                "Get-WhylabsApiKey",
                text => Mentions(text, [.. live, .. expired], [])),
            ("Create one that expires. Its secret is in $new.Key, a SecureString; $new.RevealKey() would show it.",
                "$new = New-WhylabsApiKey -UserId user-123 -Alias reports -ExpiresInDays 30; $new",
                text => HasWritten(1) && LiveKeys().SingleOrDefault(key => key.Alias == "reports") is { } made
                    && made.Expires > start.AddDays(29) && Mentions(text, [made.KeyId], [made.Token])),
            ("Find the expired ones.",
                "Get-WhylabsApiKey | Where Expired",
                text => Mentions(text, expired, live)),
            ("Preview their revocation.",
                "Get-WhylabsApiKey | Where Expired | Revoke-WhylabsApiKey -WhatIf",
                text => Mentions(text, expired, live) && HasWritten(0)),
            ("Revoke them.",
                "Get-WhylabsApiKey | Where Expired | Revoke-WhylabsApiKey -Confirm:$false",
                text => Mentions(text, expired, live) && HasWritten(expired.Length)),
            ("What is left.",
                "Get-WhylabsApiKey",
                text => Mentions(text, live, expired) && LiveKeys().Select(key => key.KeyId).Intersect(live).Count() == live.Length),
            ("What an error looks like.",
                $"Get-WhylabsApiKey -KeyId {expired[0]}",
                text => Mentions(text, [expired[0], "already revoked"], []) && HasWritten(0)),
        ];
        return Array.TrueForAll(steps, step => RunStep(shell, shown, step.Title, step.Command, step.IsAsExpected));
    }

    private bool RunStep(ModuleShell shell, StringWriter shown, string title, string command, Func<string, bool> isAsExpected)
    {
        screen.WriteLine($"# {title}");
        screen.WriteLine($"PS> {command}");
        _writesBefore = server.Writes;
        shell.Show(command);
        string text = shown.ToString();
        shown.GetStringBuilder().Clear();
        screen.WriteLine(text.TrimEnd() + Environment.NewLine);
        if (isAsExpected(text))
            return true;
        screen.WriteLine("This step did not have the expected effect.");
        return false;
    }

    private IEnumerable<StoredKey> LiveKeys() => _store.All.Where(key => key.OrgId == DemoOrganization.OrgId && !key.Revoked);

    private bool HasWritten(int count) => server.Writes - _writesBefore == count;

    private static bool Mentions(string text, string[] these, string[] notThese) =>
        Array.TrueForAll(these, id => text.Contains(id, StringComparison.Ordinal))
        && !Array.Exists(notThese, id => text.Contains(id, StringComparison.Ordinal));
}
