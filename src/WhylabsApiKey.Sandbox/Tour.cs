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
        string[] expired = [.. Alive().Where(key => key.Expires <= start).Select(key => key.KeyId)];
        string[] living = [.. Alive().Select(key => key.KeyId).Except(expired)];
        using var shown = new StringWriter();
        using var shell = ModuleShell.Open(new ShellHost(shown));

        (string Title, string Command, Func<string, bool> Holds)[] steps =
        [
            ("List the organization's keys.",
                "Get-WhylabsApiKey",
                text => Names(text, [.. living, .. expired], [])),
            ("Create one that expires. Its secret is in $new.Key, a SecureString; $new.RevealKey() would show it.",
                "$new = New-WhylabsApiKey -UserId user-123 -Alias reports -ExpiresInDays 30; $new",
                text => Writes(1) && Alive().SingleOrDefault(key => key.Alias == "reports") is { } made
                    && made.Expires > start.AddDays(29) && Names(text, [made.KeyId], [made.Token])),
            ("Find the expired ones.",
                "Get-WhylabsApiKey | Where Expired",
                text => Names(text, expired, living)),
            ("Preview their revocation.",
                "Get-WhylabsApiKey | Where Expired | Revoke-WhylabsApiKey -WhatIf",
                text => Names(text, expired, living) && Writes(0)),
            ("Revoke them.",
                "Get-WhylabsApiKey | Where Expired | Revoke-WhylabsApiKey -Confirm:$false",
                text => Names(text, expired, living) && Writes(expired.Length)),
            ("What is left.",
                "Get-WhylabsApiKey",
                text => Names(text, living, expired) && Alive().Select(key => key.KeyId).Intersect(living).Count() == living.Length),
            ("What an error looks like.",
                $"Get-WhylabsApiKey -KeyId {expired[0]}",
                text => Names(text, [expired[0], "already revoked"], []) && Writes(0)),
        ];
        return Array.TrueForAll(steps, step => Take(shell, shown, step.Title, step.Command, step.Holds));
    }

    private bool Take(ModuleShell shell, StringWriter shown, string title, string command, Func<string, bool> holds)
    {
        screen.WriteLine($"# {title}");
        screen.WriteLine($"PS> {command}");
        _writesBefore = server.Writes;
        shell.Show(command);
        string text = shown.ToString();
        shown.GetStringBuilder().Clear();
        screen.WriteLine(text.TrimEnd() + Environment.NewLine);
        if (holds(text))
            return true;
        screen.WriteLine("This step did not have the expected effect.");
        return false;
    }

    private IEnumerable<StoredKey> Alive() => _store.All.Where(key => key.OrgId == DemoOrganization.OrgId && !key.Revoked);

    private bool Writes(int count) => server.Writes - _writesBefore == count;

    private static bool Names(string text, string[] these, string[] notThese) =>
        Array.TrueForAll(these, id => text.Contains(id, StringComparison.Ordinal))
        && !Array.Exists(notThese, id => text.Contains(id, StringComparison.Ordinal));
}
