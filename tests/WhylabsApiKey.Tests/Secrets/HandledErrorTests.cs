using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;
using static WhylabsApiKey.Tests.Rotating.RotatedKey;

namespace WhylabsApiKey.Tests.Secrets;

/// <summary>Tests that $Error has no secret after an error in -Save, and neither has the error of the command.</summary>
public class HandledErrorTests
{
    // Each script puts the new secret, or a piece of it, in another part of an error.
    public static TheoryData<string> Errors =>
    [
        "throw $s",
        "throw \"cannot store $($s.Substring(20, 25))\"",
        "throw $s.ToLowerInvariant()",
        "$e = [Exception]::new('no'); $e.Data['value'] = $s; throw $e",
        "$e = [Exception]::new('no'); $e.Data[$s.Substring(15, 20)] = 1; throw $e",
        "$e = [Exception]::new('no'); $e.Data['list'] = @(1, @{ a = $s }); throw $e",
        "throw [Exception]::new('no', [InvalidOperationException]::new($s))",
        "$i = [Exception]::new('inner'); $i.Data['value'] = $s; throw [Exception]::new('no', $i)",
        "throw [AggregateException]::new('no', @([Exception]::new('a'), [Exception]::new($s)))",
        "$e = [WhylabsApiKey.WhylabsApiException]::new('ServerError', \"no $s\"); throw $e",
        "$e = [WhylabsApiKey.WhylabsApiException]::new('ServerError', 'no'); $e.Data['value'] = $s; throw $e",
        "Write-Error 'no' -TargetObject $s -ErrorAction Stop",
        "Write-Error 'no' -TargetObject @{ value = $s } -ErrorAction Stop",
        "Write-Error 'no' -ErrorId $s -ErrorAction Stop",
        "function Set-It { [CmdletBinding()] param($Value) throw 'no' }; Set-It -Value $s",
        "throw [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($s))",
    ];

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Error_that_Save_handled_leaves_no_secret(string raise)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(
            $"try {{ throw 'before' }} catch {{ }}; Update-WhylabsApiKey {Old} -Force " +
            $"-Save {{ param($New) $s = $New.RevealKey(); try {{ {raise} }} catch {{ $global:handled = $true }} }}");
        Assert.Empty(result.Errors);
        Assert.Single(result.Output);
        AssertNoSecretLeft(sandbox, "before");
        Assert.Equal(["True"], sandbox.Lines("$handled"));
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Error_that_undoes_the_rotation_leaves_no_secret(string raise)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(
            $"Update-WhylabsApiKey {Old} -Force -Save {{ param($New) $s = $New.RevealKey(); {raise} }}");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("RotationUndone", error.Id());
        Assert.Contains(Assert.Single(Successors(sandbox.Store)).KeyId, error.ErrorDetails.Message, StringComparison.Ordinal);
        AssertNoSecretLeft(sandbox, "RotationUndone");
    }

    private static void AssertNoSecretLeft(SandboxFixture sandbox, string present)
    {
        StoredKey successor = Assert.Single(Successors(sandbox.Store));
        string left = string.Join("\n", sandbox.Lines(
            """
            function Show($Value, $Depth = 5) {
                if ($null -eq $Value -or $Depth -eq 0) { return }
                "$Value"
                if ($Value -is [System.Collections.IDictionary]) {
                    $Value.Keys.ForEach{ Show $_ ($Depth - 1); Show $Value[$_] ($Depth - 1) }
                }
                elseif ($Value -is [array]) { $Value.ForEach{ Show $_ ($Depth - 1) } }
                elseif ($Value -is [Exception]) { Show $Value.Data; Show $Value.InnerException ($Depth - 1); Show $Value.ServerMessage }
            }
            foreach ($e in $Error) {
                Show $e; Show $e.Exception; Show $e.TargetObject; Show $e.FullyQualifiedErrorId; Show "$($e.CategoryInfo)"
                if ($e.InvocationInfo) { Show ([hashtable] $e.InvocationInfo.BoundParameters) }
            }
            """));
        Assert.Contains(present, left, StringComparison.Ordinal);
        string secret = successor.Token.Split('.', ':')[1];
        for (int start = 0; start + 20 <= secret.Length; start++)
            Assert.DoesNotContain(secret.Substring(start, 20), left, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            Convert.ToBase64String(System.Text.Encoding.Unicode.GetBytes(successor.Token))[60..90], left, StringComparison.Ordinal);
    }
}
