using System.Management.Automation;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Revoking;

/// <summary>Tests API keys as arguments of Revoke-WhylabsApiKey. They are checked like pipeline input.</summary>
public class KeyArgumentTests
{
    private const string Deserialize =
        "$keys = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($keys));";

    [Theory]
    [InlineData("", "Revoke-WhylabsApiKey $keys")]
    [InlineData("", "Revoke-WhylabsApiKey -KeyId $keys")]
    [InlineData("", "Revoke-WhylabsApiKey -InputObject $keys")]
    [InlineData("", "$keys | Revoke-WhylabsApiKey")]
    [InlineData("", "1 | Revoke-WhylabsApiKey -KeyId { $keys }")]
    [InlineData(Deserialize, "Revoke-WhylabsApiKey $keys")]
    [InlineData(Deserialize, "$keys | Revoke-WhylabsApiKey")]
    [InlineData("$keys = $keys | Select-Object KeyId, OrgId, IssuedBy;", "Revoke-WhylabsApiKey $keys")]
    [InlineData("$keys = $keys | Select-Object KeyId, OrgId, IssuedBy;", "$keys | Revoke-WhylabsApiKey")]
    public async Task Keys_keep_their_organization_and_their_service(string change, string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string keys = $"$keys = @(Get-WhylabsApiKey -OrgId org-900); {change}";
        ShellResult elsewhere = sandbox.Run($"{keys} {script} -Force -Endpoint http://127.0.0.1:1");
        Assert.Equal("KeyOfAnotherService", Assert.Single(elsewhere.Errors).Id());
        ErrorRecord contradiction = Assert.Single(sandbox.Run($"{keys} {script} -Force -OrgId org-123").Errors);
        Assert.Equal("InvalidInput", contradiction.Id());
        Assert.Contains("org-900", contradiction.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(0, sandbox.Writes);
        Assert.Equal(["PaIdAdMiN1"], sandbox.Lines($"{keys} {script} -Force"));
    }

    [Theory]
    [InlineData("Revoke-WhylabsApiKey ([pscustomobject]@{ KeyId = 'zP0gHsa6Ri' }) -Force")]
    [InlineData("Revoke-WhylabsApiKey @{ KeyId = 'zP0gHsa6Ri' } -Force")]
    public async Task Other_objects_are_refused_as_key_ids(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal("ParameterArgumentTransformationError", sandbox.RunToError(script).Id());
        Assert.Empty(sandbox.Server.Requests);
    }

    [Theory]
    [InlineData("Revoke-WhylabsApiKey")]
    [InlineData("Revoke-WhylabsApiKey -KeyId $null")]
    [InlineData("Revoke-WhylabsApiKey -KeyId ''")]
    [InlineData("Revoke-WhylabsApiKey -KeyId @()")]
    [InlineData("Revoke-WhylabsApiKey -UserId bob -Force")]
    [InlineData("[pscustomobject]@{ UserId = 'bob' } | Revoke-WhylabsApiKey -Force")]
    [InlineData("[pscustomobject]@{ KeyId = ''; UserId = 'bob' } | Revoke-WhylabsApiKey -Force")]
    [InlineData("Get-WhylabsApiKey -KeyId $null")]
    [InlineData("Get-WhylabsApiKey -KeyId @()")]
    [InlineData("Update-WhylabsApiKey -KeepOld -Force")]
    public async Task Missing_key_is_KeyIdMissing(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal("KeyIdMissing", Assert.Single(sandbox.Run(script).Errors).Id());
        Assert.Empty(sandbox.Server.Requests);
    }

    [Fact]
    public async Task Strings_are_key_ids()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(["zP0gHsa6Ri", "K2uVt5wNxe"], sandbox.Lines("'zP0gHsa6Ri', 'K2uVt5wNxe' | Revoke-WhylabsApiKey -Force"));
        Assert.Equal(["K2uVt5wNxe", "Qv71ksZpTa", "zP0gHsa6Ri"], sandbox.Revoked);
    }

    [Fact]
    public async Task Revoked_key_is_revoked_again_because_the_service_may_have_undone_it()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Server.FaultFor = request => request.IsWrite ? "undo-revoke" : null;
        sandbox.Lines("$revoked = Get-WhylabsApiKey -UserId bob | Revoke-WhylabsApiKey -Force");
        Assert.Equal(["Qv71ksZpTa"], sandbox.Revoked);
        sandbox.Server.FaultFor = null;
        Assert.Equal(
            ["K2uVt5wNxe True", "zP0gHsa6Ri True"],
            sandbox.Lines("$revoked | Revoke-WhylabsApiKey -Force | ForEach-Object { \"$_ $($_.Revoked)\" }"));
        Assert.Equal(["K2uVt5wNxe", "zP0gHsa6Ri"], sandbox.Lines("Revoke-WhylabsApiKey $revoked -Force"));
        Assert.Equal(["K2uVt5wNxe", "Qv71ksZpTa", "zP0gHsa6Ri"], sandbox.Revoked);
        Assert.Equal(6, sandbox.Writes);
    }

    [Theory]
    [InlineData("Revoke-WhylabsApiKey -Force")]
    [InlineData("Update-WhylabsApiKey -KeepOld -Force")]
    [InlineData("Get-WhylabsApiKey")]
    public async Task Key_of_none_of_the_owners_in_a_row_is_not_found(string command)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        const string Row = "[pscustomobject]@{ KeyId = 'zP0gHsa6Ri'; UserId = @('someone', 'other') }";
        ErrorRecord error = Assert.Single(sandbox.Run($"{Row} | {command}").Errors);
        Assert.Equal("KeyNotFound", error.Id());
        Assert.Contains("is not a key of someone, other.", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(0, sandbox.Writes);
        Assert.Single(sandbox.Run(Row.Replace("other", "bob", StringComparison.Ordinal) + $" | {command}").Output);
    }

    [Theory]
    [InlineData("Revoke-WhylabsApiKey zP0gHsa6Ri, $null -Force", "KeyIdMissing", 1)]
    [InlineData("Revoke-WhylabsApiKey (Get-WhylabsApiKey -Alias ci), $nothing -Force", "KeyIdMissing", 1)]
    [InlineData("Update-WhylabsApiKey zP0gHsa6Ri, $null -KeepOld -Force", "KeyIdMissing", 1)]
    [InlineData("Get-WhylabsApiKey -KeyId zP0gHsa6Ri, $null", "KeyIdMissing", 0)]
    [InlineData("Get-WhylabsApiKey -UserId bob, $null", "UserIdMissing", 0)]
    [InlineData("Get-WhylabsApiKey -Email bob@example.com, $null", "UserIdMissing", 0)]
    public async Task Null_in_an_array_is_one_error(string script, string errorId, int writes)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(errorId, Assert.Single(sandbox.Run(script).Errors).Id());
        Assert.Equal(writes, sandbox.Writes);
    }

    [Theory]
    [InlineData("New-WhylabsApiKey -UserId ([pscustomobject]@{ Name = 'Ada'; UserId = 'ada' })")]
    [InlineData("New-WhylabsApiKey -UserId @{ UserId = 'ada' }")]
    [InlineData("New-WhylabsApiKey -UserId (Get-Date)")]
    [InlineData("New-WhylabsApiKey -UserId $true")]
    [InlineData("New-WhylabsApiKey -UserId (ConvertTo-SecureString x -AsPlainText)")]
    [InlineData("New-WhylabsApiKey -UserId (Get-WhylabsOrganization org-900)")]
    [InlineData("New-WhylabsApiKey bob -Alias (Get-Process -Id $PID)")]
    [InlineData("Get-WhylabsApiKey -UserId ([pscustomobject]@{ UserId = 'bob' })")]
    public async Task Object_as_the_argument_of_a_text_is_refused(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal("ParameterArgumentTransformationError", sandbox.RunToError(script).Id());
        Assert.Equal(0, sandbox.Writes);
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -UserId ([Collections.Generic.HashSet[string]]@('bob', 'nobody'))", "K2uVt5wNxe zP0gHsa6Ri")]
    [InlineData("Get-WhylabsApiKey -KeyId ([Collections.Generic.Queue[string]]@('zP0gHsa6Ri', 'K2uVt5wNxe'))", "zP0gHsa6Ri K2uVt5wNxe")]
    [InlineData("(New-WhylabsApiKey -UserId 42).UserId", "42")]
    [InlineData("(New-WhylabsApiKey bob -Alias ([version]'1.2.3')).Alias", "1.2.3")]
    [InlineData("$none = if ($false) { 1 }; $s = @{ UserId = 'bob'; Alias = $none }; (New-WhylabsApiKey @s).UserId", "bob")]
    [InlineData("$s = @{ Alias = $(if ($false) { 1 }); UserId = 'bob' }; (New-WhylabsApiKey @s).UserId", "bob")]
    [InlineData("([pscustomobject]@{ UserId = 'bob'; Alias = $(if ($false) { 1 }) } | New-WhylabsApiKey).UserId", "bob")]
    [InlineData("Get-WhylabsApiKey -Email ([mailaddress]'bob@example.com')", "K2uVt5wNxe zP0gHsa6Ri")]
    [InlineData("$o = Get-WhylabsOrganization org-900 | Select-Object OrgId, Name; Get-WhylabsApiKey -OrgId $o", "PaIdAdMiN1")]
    [InlineData(
        "$t = [Data.DataTable]::new(); 'KeyId', 'UserId', 'OrgId', 'Alias' | % { $null = $t.Columns.Add($_) }; "
        + "$null = $t.Rows.Add('zP0gHsa6Ri', 'bob', [DBNull]::Value, [DBNull]::Value); $t.Rows | Revoke-WhylabsApiKey -Force",
        "zP0gHsa6Ri")]
    [InlineData("(New-WhylabsApiKey -UserId ([guid]::Empty)).UserId", "00000000-0000-0000-0000-000000000000")]
    public async Task Collections_and_numbers_are_accepted_as_texts(string script, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(expected, string.Join(' ', sandbox.Lines(script)));
    }

    [Theory]
    [InlineData("New-WhylabsApiKey $key copy")]
    [InlineData("New-WhylabsApiKey bob $key")]
    [InlineData("New-WhylabsApiKey -Email $key")]
    [InlineData("Get-WhylabsApiKey -UserId $key")]
    [InlineData("Get-WhylabsApiKey -OrgId org-123, $key")]
    [InlineData("Revoke-WhylabsApiKey zP0gHsa6Ri -UserId $key -Force")]
    [InlineData("Update-WhylabsApiKey zP0gHsa6Ri -UserId $key -KeepOld -Force")]
    [InlineData("Get-WhylabsOrganization $key")]
    [InlineData("New-WhylabsApiKey bob -Scope $key")]
    [InlineData("Get-WhylabsApiKey -Alias $key")]
    [InlineData("Get-WhylabsApiKey -UserId ([Collections.Generic.HashSet[object]]@($key))")]
    public async Task Key_as_the_argument_of_another_text_is_refused(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string deserialize = Deserialize.Replace("$keys", "$key", StringComparison.Ordinal);
        foreach (string change in (string[])["", deserialize, "$key = $key | Select-Object *;"])
        {
            ErrorRecord error = sandbox.RunToError($"$key = Get-WhylabsApiKey zP0gHsa6Ri; {change} {script}");
            Assert.Equal("ParameterArgumentTransformationError", error.Id());
            Assert.Contains(" is not text. Pass its text, or one of its properties.", error.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(0, sandbox.Writes);
    }

    [Fact]
    public async Task Confirmation_shows_the_state_of_the_key()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Run(
            "$null = Get-WhylabsApiKey; 'zP0gHsa6Ri', 'K2uVt5wNxe', 'm9DqBf3EyG' | Revoke-WhylabsApiKey -WhatIf; " +
            "[pscustomobject]@{ KeyId = 'unseen0000'; UserId = 'bob'; Status = 'Expired' } | Revoke-WhylabsApiKey -WhatIf").ThrowIfFailed();
        Assert.Contains("(active, expires in 9 days, last used 2 hours ago)", sandbox.Screen, StringComparison.Ordinal);
        Assert.Contains("(expired 40 days ago, last used 41 days ago)", sandbox.Screen, StringComparison.Ordinal);
        Assert.Contains("(active, never expires, never used)", sandbox.Screen, StringComparison.Ordinal);
        Assert.Equal(3, sandbox.Screen.Split("(").Length - 1);
        Assert.Contains("unseen0000 of bob in org-123", sandbox.Screen, StringComparison.Ordinal);
    }
}
