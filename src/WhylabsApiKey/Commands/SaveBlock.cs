using System.Management.Automation;

namespace WhylabsApiKey.Commands;

/// <summary>A caller's script that stores a new key. Any error in it counts, also one that would not end it.</summary>
internal sealed class SaveBlock(ScriptBlock save)
{
    // A native program tells of its failure by its exit code alone. What the script writes is taken before the loop begins:
    // a stray break in it would else only end the loop.
    private static readonly ScriptBlock Strict = ScriptBlock.Create(
        """
        param($Save, $New, $Old)
        $ErrorActionPreference = 'Stop'
        $global:LASTEXITCODE = 0
        $written = & $Save $New $Old 2>&1
        foreach ($item in $written) {
            if ($item -is [System.Management.Automation.ErrorRecord]) { throw $item }
        }
        if ($global:LASTEXITCODE) { throw "A program in -Save ended with exit code $global:LASTEXITCODE." }
        """);

    /// <exception cref="RuntimeException">The script failed.</exception>
    public void Run(ApiKey successor, ApiKey old) => Strict.Invoke(save, successor, old);

    /// <summary>A text of that script without the secret that was passed to it.</summary>
    public static string WithoutSecret(string text, ApiKey successor)
    {
        string token = successor.RevealKey()!;
        int dot = token.IndexOf('.');
        text = text.Replace(token, "<redacted>");
        return PlainText.Of(dot < 0 ? text : text.Replace(token.Substring(dot + 1).Split(':')[0], "<redacted>"));
    }
}
