using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Creating;

/// <summary>Tests the columns of a row that specify the scopes, the expiry and the alias of a new key.</summary>
public class RowTermsTests
{
    [Theory]
    [InlineData("ExpiresInDays = 30", 30.0, ":user")]
    [InlineData("ExpiresInDays = '1.5'", 1.5, ":user")]
    [InlineData("ExpiresInDays = ' 2 '", 2.0, ":user")]
    [InlineData("Scope = ':write_data'; ExpiresInDays = ''", null, ":write_data")]
    [InlineData("Scopes = 'write_data, User'", null, ":user :write_data")]
    [InlineData("Scopes = @(':write_data')", null, ":write_data")]
    [InlineData("ExpirationTime = (Get-Date).AddDays(7)", 7.0, ":user")]
    [InlineData("ExpirationTime = (Get-Date).AddDays(7).ToUniversalTime().ToString('o')", 7.0, ":user")]
    [InlineData("ExpirationTime = ''; Scope = ''; Department = 'Sales'", null, ":user")]
    public async Task Columns_of_a_row_specify_scopes_and_expiry(string columns, double? days, string scopes)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string keyId = Assert.Single(sandbox.Lines($"[pscustomobject]@{{ UserId = 'bob'; {columns} }} | New-WhylabsApiKey"));
        StoredKey made = sandbox.Store.All.Single(key => key.KeyId == keyId);
        Assert.Equal(scopes, string.Join(' ', made.Scopes.Order(StringComparer.Ordinal)));
        Assert.Equal(days is null, made.Expires is null);
        if (days is not null)
            Assert.Equal(days.Value, (made.Expires!.Value - DateTime.UtcNow).TotalDays, tolerance: 0.01);
    }

    [Theory]
    [InlineData("UserId = 'bob', 'eve'")]
    [InlineData("Email = 'bob@example.com', 'grace@example.com'")]
    [InlineData("UserId = 'bob'; Scopes = ':user : write_data'")]
    [InlineData("UserId = 'bob'; Scope = ':'")]
    [InlineData("UserId = 'bob'; ExpirationTime = [datetime]::MinValue")]
    [InlineData("UserId = 'bob'; ExpirationTime = [datetime]::MaxValue")]
    public async Task Row_with_several_owners_or_an_invalid_term_is_one_error_and_the_next_row_gets_its_key(string column)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run($"[pscustomobject]@{{ {column} }}, [pscustomobject]@{{ UserId = 'bob' }} | New-WhylabsApiKey");
        Assert.Null(result.EndedBy);
        Assert.Equal("InvalidInput", Assert.Single(result.Errors).Id());
        Assert.Single(result.Output);
        Assert.Equal(1, sandbox.Writes);
    }

    [Theory]
    [InlineData("ExpiresInDays = '1,5'", "", "ExpiresInDays")]
    [InlineData("ExpiresInDays = '∞'", "", "ExpiresInDays")]
    [InlineData("ExpiresInDays = 0", "", "ExpiresInDays")]
    [InlineData("ExpiresInDays = 'soon'", "", "ExpiresInDays")]
    [InlineData("ExpiresInDays = 3; ExpirationTime = '2099-01-01'", "", "ExpirationTime")]
    [InlineData("ExpirationTime = '31.12.2099'", "", "ExpirationTime")]
    [InlineData("ExpirationTime = '05/06/2099'", "", "ExpirationTime")]
    [InlineData("ExpirationTime = 'never'", "", "ExpirationTime")]
    [InlineData("Scopes = 'System.String[]'", "", "Scopes")]
    [InlineData("Scope = 'user'; Scopes = 'user'", "", "Scopes")]
    [InlineData("ExpiresInDays = 30", "-ExpiresInDays 60", "ExpiresInDays")]
    [InlineData("ExpiresInDays = 30", "-ExpirationTime 2099-01-01", "ExpiresInDays")]
    [InlineData("ExpirationTime = '2099-01-01'", "-ExpiresInDays 60", "ExpirationTime")]
    [InlineData("Scope = 'write_data'", "-Scope user", "Scope")]
    [InlineData("Alias = 'one'", "-Alias two", "Alias")]
    [InlineData("Expires_In_Days = 30", "", "Expires_In_Days")]
    [InlineData("'Scope ' = 'write_data'", "", "Scope\\u0020")]
    [InlineData("KeyId = 'zP0gHsa6Ri'", "", "-Scope")]
    [InlineData("NeverExpires = 'False'", "-Scope user", "-ExpiresInDays")]
    [InlineData("Scopes = @()", "", "Scopes is an empty list")]
    [InlineData("Scope = @()", "", "Scope is an empty list")]
    [InlineData("Scopes = @($null)", "", "Scopes is an empty list")]
    [InlineData("Scopes = @('')", "", "Scopes is an empty list")]
    [InlineData("Scope = ''; Scopes = @()", "", "Scopes is an empty list")]
    [InlineData("Scope = $null; Scopes = @()", "", "Scopes is an empty list")]
    [InlineData("ResourceId = 'model-1'", "", "ResourceId limits the key to a resource")]
    public async Task Row_with_an_invalid_or_contradictory_column_is_refused(string columns, string arguments, string named)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = Assert.Single(
            sandbox.Run($"[pscustomobject]@{{ UserId = 'bob'; {columns} }} | New-WhylabsApiKey {arguments}").Errors);
        Assert.Equal("InvalidInput", error.Id());
        Assert.Contains(named, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(sandbox.Server.Requests);
    }

    [Theory]
    [InlineData("$key")]
    [InlineData("($key | ConvertTo-Csv | ConvertFrom-Csv)")]
    [InlineData("($key | ConvertTo-Json | ConvertFrom-Json)")]
    [InlineData("($key | Select-Object UserId, Alias)")]
    public async Task Piped_key_creates_another_only_with_Scope_and_ExpiresInDays(string record)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        const string Key = "$key = Get-WhylabsApiKey -KeyId zP0gHsa6Ri; ";
        foreach (string arguments in (string[])["", "-Scope user", "-ExpiresInDays 1"])
            Assert.Equal("InvalidInput", Assert.Single(sandbox.Run($"{Key} {record} | New-WhylabsApiKey {arguments}").Errors).Id());
        Assert.Equal(0, sandbox.Writes);
        Assert.Equal(
            ["bob ci :write_data 1"],
            sandbox.Lines(
                $"{Key} {record} | New-WhylabsApiKey -Scope write_data -ExpiresInDays 1 | " +
                "ForEach-Object { \"$($_.UserId) $($_.Alias) $($_.Scopes) $([math]::Round($_.ExpiresInDays))\" }"));
    }

    [Theory]
    [InlineData("[pscustomobject]@{ foo = 1 }")]
    [InlineData("(Get-Process -Id $PID)")]
    [InlineData("[version]'1.0'")]
    [InlineData("[pscustomobject]@{}")]
    [InlineData("('a' | Select-Object @{ n = 'User'; e = { 'bob' } }, @{ n = 'Lifetime'; e = { 7 } })")]
    public async Task Record_without_a_column_of_a_new_key_is_refused(string record)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        foreach (string command in (string[])["New-WhylabsApiKey bob", "New-WhylabsApiKey -ApiVersion V1 -OrgId org-900"])
        {
            ErrorRecord error = Assert.Single(sandbox.Run($"{record} | {command}").Errors);
            Assert.Equal("InvalidInput", error.Id());
            Assert.Contains("it says nothing about a new key", error.ErrorDetails.Message, StringComparison.Ordinal);
        }

        Assert.Empty(sandbox.Server.Requests);
    }

    [Theory]
    [InlineData("KeyId, @{ n = 'Scope'; e = { 'read_resource' } }, @{ n = 'ExpiresInDays'; e = { 7 } }", "7 :read_resource")]
    [InlineData("KeyId, @{ n = 'Scope'; e = { 'read_resource' } }", "90 :read_resource")]
    [InlineData("KeyId, NeverExpires, ExpiresInDays", "90 :user")]
    public async Task Column_Scope_makes_the_other_columns_of_a_key_terms_of_its_successor(string columns, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            [expected],
            sandbox.Lines(
                $"Get-WhylabsApiKey zP0gHsa6Ri | Select-Object {columns} | Update-WhylabsApiKey -KeepOld -Force "
                + "| ForEach-Object { \"$([math]::Round($_.ExpiresInDays)) $($_.Scopes)\" }"));
    }

    [Theory]
    [InlineData("KeyId, UserId, @{ n = 'ExpiresInDays'; e = { 5 } }", "ExpiresInDays")]
    [InlineData("KeyId, Status, @{ n = 'ExpiresInDays'; e = { 365 } }", "ExpiresInDays")]
    [InlineData("KeyId, @{ n = 'ExpiresInDays'; e = { [double]::PositiveInfinity } }", "ExpiresInDays")]
    [InlineData("KeyId, @{ n = 'ExpirationTime'; e = { (Get-Date).AddDays(30) } }", "ExpirationTime")]
    [InlineData("KeyId, Status, @{ n = 'ExpirationTime'; e = { '2099-01-31T00:00Z' } }", "ExpirationTime")]
    [InlineData("KeyId, @{ n = 'Scopes'; e = { ':read_resource' } }", "Scopes")]
    public async Task Export_with_another_expiry_than_its_key_is_not_rotated(string columns, string named)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = Assert.Single(
            sandbox.Run($"Get-WhylabsApiKey zP0gHsa6Ri | Select-Object {columns} | Update-WhylabsApiKey -KeepOld -Force").Errors);
        Assert.Equal("InvalidInput", error.Id());
        Assert.Contains($"its column {named} is not that of API key \"zP0gHsa6Ri\"", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(0, sandbox.Writes);
    }

    [Theory]
    [InlineData("KeyId, Status, @{ n = 'ExpiresInDays'; e = { 365 } }", "-ExpiresInDays 7")]
    [InlineData("KeyId, @{ n = 'Status'; e = { 'rotate' } }, @{ n = 'ExpiresInDays'; e = { 7 } }", "")]
    [InlineData("KeyId, @{ n = 'Status'; e = { $true } }, @{ n = 'ExpiresInDays'; e = { 7 } }", "")]
    public async Task Argument_and_row_of_another_system_specify_the_expiry_of_a_successor(string columns, string arguments)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["7"],
            sandbox.Lines(
                $"Get-WhylabsApiKey zP0gHsa6Ri | Select-Object {columns} | ConvertTo-Csv | ConvertFrom-Csv "
                + $"| Update-WhylabsApiKey {arguments} -KeepOld -Force | ForEach-Object {{ [math]::Round($_.ExpiresInDays) }}"));
    }

    [Theory]
    [InlineData("$keys")]
    [InlineData("($keys | Select-Object *)")]
    [InlineData("($keys | Select-Object KeyId, ExpiresInDays, ExpirationTime)")]
    [InlineData("($keys | ConvertTo-Csv | ConvertFrom-Csv)")]
    [InlineData("($keys | ConvertTo-Json | ConvertFrom-Json)")]
    [InlineData("($keys | Select-Object KeyId, Status, @{ n = 'ExpiresInDays'; e = { [math]::Floor($_.ExpiresInDays) } })")]
    [InlineData("($keys | Select-Object KeyId, Status, @{ n = 'ExpirationTime'; e = { $_.ExpirationTime.Date } })")]
    [InlineData("($keys | Select-Object KeyId, Status, @{ n = 'Scopes'; e = { $_.Scopes -join ' ' } })")]
    [InlineData("($keys | Select-Object KeyId, Status, @{ n = 'Scopes'; e = { ($_.Scopes -join '|').ToUpper().Trim(':') } })")]
    [InlineData("($keys | Select-Object KeyId, Status, @{ n = 'Scopes'; e = { $_.Scopes.Count } })")]
    [InlineData("($keys | Select-Object KeyId, Status, @{ n = 'ExpiresInDays'; e = { [timespan]::FromDays(3) } })")]
    [InlineData("($keys | Select-Object KeyId, Status, @{ n = 'ExpiresInDays'; e = { if ($_.NeverExpires) { -1 } else { 10 } } })")]
    [InlineData("([Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($keys)))")]
    public async Task Exports_of_keys_are_rotated_with_their_lifetime(string records)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["90", "Infinity"],
            sandbox.Lines(
                $"$keys = Get-WhylabsApiKey zP0gHsa6Ri, b8XwE2rLmC; {records} | Update-WhylabsApiKey -KeepOld -Force "
                + "| ForEach-Object { \"$([math]::Round($_.ExpiresInDays))\" }"));
    }

    [Theory]
    [InlineData("New-WhylabsApiKey bob -ExpirationTime 2569-11-29")]
    [InlineData("New-WhylabsApiKey bob -ExpirationTime 9999-12-31")]
    [InlineData("[pscustomobject]@{ UserId = 'bob'; ExpirationTime = '2569-11-29' } | New-WhylabsApiKey")]
    [InlineData("Update-WhylabsApiKey zP0gHsa6Ri -ExpirationTime 2569-11-29 -KeepOld -Force")]
    public async Task Expiry_more_than_a_hundred_years_away_is_refused(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = Assert.Single(sandbox.Run(script).Errors);
        Assert.Equal("InvalidRequest", error.Id());
        Assert.Contains("is more than a hundred years away", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(0, sandbox.Writes);
    }

    [Theory]
    [InlineData("New-WhylabsApiKey bob -ExpiresInDays '1,5'")]
    [InlineData("New-WhylabsApiKey bob -ExpiresInDays '1.000,5'")]
    [InlineData("Update-WhylabsApiKey zP0gHsa6Ri -KeepOld -ExpiresInDays '1,5'")]
    [InlineData("Get-WhylabsApiKey -ExpiringWithinDays '1,5'")]
    [InlineData("Get-WhylabsApiKey -UnusedForDays '1 5'")]
    [InlineData("New-WhylabsApiKey bob -ExpiresInDays ([char]'9')")]
    [InlineData("New-WhylabsApiKey bob -ExpiresInDays $true")]
    [InlineData("Get-WhylabsApiKey -ExpiringWithinDays $true")]
    [InlineData("New-WhylabsApiKey bob -ExpirationTime '12.30'")]
    [InlineData("New-WhylabsApiKey bob -ExpirationTime '12:30'")]
    public async Task Number_in_the_format_of_a_culture_is_refused(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal("ParameterArgumentTransformationError", sandbox.RunToError(script).Id());
        Assert.Empty(sandbox.Server.Requests);
    }

    [Fact]
    public async Task Expiry_in_the_past_is_refused_with_that_reason()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = Assert.Single(sandbox.Run("New-WhylabsApiKey bob -ExpirationTime 2020-01-31").Errors);
        Assert.Equal("InvalidRequest", error.Id());
        Assert.Contains("2020-01-31 00:00", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("lies in the past", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(sandbox.Server.Requests);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public async Task Days_count_from_the_services_clock_once_it_is_known(int hours)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: new ShiftedClock(TimeSpan.FromHours(hours)));
        sandbox.Run("$null = Get-WhylabsApiKey; New-WhylabsApiKey bob -Alias counted -ExpiresInDays 1").ThrowIfFailed();
        StoredKey key = Assert.Single(sandbox.Store.All, key => key.Alias == "counted");
        Assert.Equal(1, (key.Expires!.Value - key.Created).TotalDays, tolerance: 0.01);
    }

    [Theory]
    [InlineData("New-WhylabsApiKey bob -ExpiresInDays 7", 2)]
    [InlineData("New-WhylabsApiKey bob -ExpiresInDays 7", -2)]
    [InlineData("Update-WhylabsApiKey zP0gHsa6Ri -ExpiresInDays 7 -KeepOld -Force", 2)]
    public async Task Days_are_refused_if_the_clocks_differ_by_more_than_a_day(string command, int days)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: new ShiftedClock(TimeSpan.FromDays(days)));
        ErrorRecord error = Assert.Single(sandbox.Run($"$null = Get-WhylabsApiKey; {command}").Errors);
        Assert.Equal("InvalidRequest", error.Id());
        Assert.Contains("differ by 2 days", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("pass -ExpirationTime", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.NotEmpty(sandbox.Server.Requests);
        Assert.Equal(0, sandbox.Writes);
    }
}
