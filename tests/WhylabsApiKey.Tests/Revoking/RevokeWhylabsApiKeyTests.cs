using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Commands;

public class RevokeTests
{
    private static readonly string[] AlreadyRevoked = ["Qv71ksZpTa"];

    [Fact]
    public async Task The_expired_keys_and_no_others_are_revoked()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(["fh4dUNV3WQ", "K2uVt5wNxe"], lab.Lines("Get-WhylabsApiKey | Where Expired | Revoke-WhylabsApiKey -Confirm:$false"));
        Assert.Equal(["K2uVt5wNxe", "Qv71ksZpTa", "fh4dUNV3WQ"], lab.Revoked);
    }

    [Fact]
    public async Task Emits_what_the_service_says_of_the_revoked_key()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(["Revoked trainer True"], lab.Lines("Revoke-WhylabsApiKey HMiFAgQeNb -Force | ForEach-Object { \"$($_.Status) $($_.Alias) $($_.Revoked)\" }"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task The_moment_by_the_services_clock_and_the_request_are_on_what_is_revoked(int days)
    {
        await using Lab lab = await Lab.OpenAsync(clock: new ShiftedClock(TimeSpan.FromDays(days)));
        ShellResult result = lab.Run("Revoke-WhylabsApiKey HMiFAgQeNb user-123 -Force; Get-WhylabsApiKey; New-WhylabsApiKey bob");
        PSObject revoked = result.Output[0];
        var time = Assert.IsType<DateTime>(revoked.Properties["RevokedTime"].Value);
        Assert.Equal(DateTimeKind.Local, time.Kind);
        Assert.InRange((time.ToUniversalTime() - DateTime.UtcNow.AddDays(days)).TotalSeconds, -60, 1);
        Assert.Equal(lab.Server.Requests[0].Headers["X-Request-Id"], revoked.Properties["RequestId"].Value);
        Assert.All(result.Output.Skip(1), key => Assert.Null(key.Properties["RevokedTime"].Value));
        Assert.All(result.Output.SkipLast(1).Skip(1), key => Assert.Equal(lab.Server.Requests[1].Headers["X-Request-Id"], key.Properties["RequestId"].Value));
        Assert.Equal(lab.Server.Requests[2].Headers["X-Request-Id"], result.Output[^1].Properties["RequestId"].Value);
    }

    [Fact]
    public async Task The_owner_is_looked_up_when_only_the_key_is_named()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(["zP0gHsa6Ri"], lab.Lines("Revoke-WhylabsApiKey -KeyId zP0gHsa6Ri -Confirm:$false"));
        Assert.Equal(
            ["GET /v0/organizations/org-123/api-key/zP0gHsa6Ri", "DELETE /v0/organizations/org-123/api-key?user_id=bob&key_id=zP0gHsa6Ri"],
            lab.Server.Requests.Select(request => $"{request.Method} {request.Target}"));
    }

    [Fact]
    public async Task Rows_of_text_and_deserialized_objects_are_piped_in_like_keys()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(
            ["zP0gHsa6Ri", "m9DqBf3EyG", "fh4dUNV3WQ", "K2uVt5wNxe"],
            lab.Lines(
                """
                $row = [pscustomobject]@{ KeyId = 'zP0gHsa6Ri'; UserId = 'bob'; OrgId = 'org-123'; Alias = 'ci'; Expired = 'False' }
                $sparse = [pscustomobject]@{ KeyId = 'm9DqBf3EyG'; UserId = ''; OrgId = ''; Alias = '' }
                $kept = [System.Management.Automation.PSSerializer]::Serialize((Get-WhylabsApiKey | Where Expired))
                $row, $sparse | Revoke-WhylabsApiKey -Confirm:$false
                [System.Management.Automation.PSSerializer]::Deserialize($kept) | Revoke-WhylabsApiKey -Confirm:$false
                """));
    }

    [Fact]
    public async Task One_bad_key_of_ten_is_one_error_and_nine_are_done()
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run(
            """
            $keys = @(Get-WhylabsApiKey)[0..8]
            $rows = $keys.ForEach{ [pscustomobject]@{ KeyId = $_.KeyId; UserId = $_.UserId } }
            @($rows[0..4]) + [pscustomobject]@{ KeyId = 'missing123'; UserId = 'bob' } + @($rows[5..8]) | Revoke-WhylabsApiKey -Confirm:$false
            """);
        Assert.Equal(9, result.Output.Count);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("missing123", error.TargetObject);
        Assert.Equal("KeyNotFound", error.Id());
        Assert.Equal(10, lab.Revoked.Count());
    }

    [Fact]
    public async Task Revoking_again_succeeds_when_the_owner_is_known()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(["Qv71ksZpTa"], lab.Lines("Get-WhylabsApiKey -UserId user-123 -IncludeRevoked -Alias leaked | Revoke-WhylabsApiKey -Confirm:$false"));
    }

    [Theory]
    [InlineData("Revoke-WhylabsApiKey -Force")]
    [InlineData("Update-WhylabsApiKey -Force -KeepOld")]
    public async Task A_key_of_another_service_is_refused(string command)
    {
        await using Lab lab = await Lab.OpenAsync();
        await using SandboxServer copy = await SandboxServer.StartAsync(new SandboxOptions());
        var demo = DemoOrganization.Seed(copy.Store);
        ShellResult result = lab.Run(
            $"$keys = Get-WhylabsApiKey zP0gHsa6Ri; $rows = [pscustomobject]@{{ KeyId = 'K2uVt5wNxe'; UserId = 'bob'; IssuedBy = \"$($keys.IssuedBy)\".Replace('//', '//me:s3cret@') }}; $keys, $rows | {command} -Endpoint $args[0] -ApiKey $args[1]",
            copy.Endpoint,
            Lab.Secret(demo.OperatorToken));
        Assert.Empty(result.Output);
        Assert.Equal(["KeyOfAnotherService", "KeyOfAnotherService"], result.Errors.Select(error => error.Id()));
        Assert.DoesNotContain("s3cret", result.Errors[1].ToString(), StringComparison.Ordinal);
        Assert.Empty(copy.Requests);
        Assert.Single(lab.Lines("[pscustomobject]@{ KeyId = 'zP0gHsa6Ri'; UserId = 'bob'; IssuedBy = '' } | Revoke-WhylabsApiKey -Force"));
    }

    [Fact]
    public async Task A_question_holds_nothing_that_steers_the_console()
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Lines("New-WhylabsApiKey bob -Alias \"a$([char]27)[2Jb$([char]0x202E)c\" | Revoke-WhylabsApiKey -WhatIf");
        Assert.Contains("\"a [2Jb c\"", lab.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', lab.Screen);
    }

    [Fact]
    public async Task What_the_service_called_a_key_names_it_and_not_what_a_row_says()
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Lines("$null = Get-WhylabsApiKey; [pscustomobject]@{ KeyId = 'zP0gHsa6Ri'; UserId = 'bob'; Alias = 'harmless' } | Revoke-WhylabsApiKey -WhatIf");
        Assert.Contains("API key zP0gHsa6Ri \"ci\" of bob in org-123", lab.Screen, StringComparison.Ordinal);
        lab.Lines("$new = New-WhylabsApiKey bob; [pscustomobject]@{ KeyId = $new.KeyId; UserId = 'bob'; Alias = 'made up' } | Revoke-WhylabsApiKey -WhatIf");
        Assert.DoesNotContain("made up", lab.Screen, StringComparison.Ordinal);
        lab.Lines("[pscustomobject]@{ KeyId = 'zP0gHsa6Ri'; UserId = 'bob'; Alias = 'production' } | Revoke-WhylabsApiKey -WhatIf -Endpoint http://localhost:1");
        Assert.Contains("API key zP0gHsa6Ri \"production\" of bob in org-123 at localhost:1", lab.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey | Revoke-WhylabsApiKey -WhatIf")]
    [InlineData("Get-WhylabsApiKey | Revoke-WhylabsApiKey -WhatIf -Force")]
    [InlineData("Get-WhylabsApiKey | Revoke-WhylabsApiKey -WhatIf -Confirm:$false")]
    [InlineData("$WhatIfPreference = $true; Get-WhylabsApiKey | Revoke-WhylabsApiKey -Force")]
    [InlineData("$global:WhatIfPreference = $true; Get-WhylabsApiKey | Revoke-WhylabsApiKey -Force; New-WhylabsApiKey bob")]
    [InlineData("& { $WhatIfPreference = $true; Get-WhylabsApiKey | Revoke-WhylabsApiKey -Force; New-WhylabsApiKey bob }")]
    [InlineData("& { $WhatIfPreference = 1; & { Get-WhylabsApiKey | Revoke-WhylabsApiKey -Force } }")]
    [InlineData("function f { [CmdletBinding(SupportsShouldProcess)] param() Get-WhylabsApiKey | Revoke-WhylabsApiKey -Force; New-WhylabsApiKey bob }; f -WhatIf")]
    [InlineData("$m = New-Module { $WhatIfPreference = $true; function Invoke-It { Get-WhylabsApiKey @Service | Revoke-WhylabsApiKey @Service -Force; New-WhylabsApiKey bob @Service } }; Invoke-It")]
    [InlineData("$m = New-Module { function Invoke-It { Get-WhylabsApiKey @Service | Revoke-WhylabsApiKey @Service -Force } }; & $m { $script:WhatIfPreference = $true }; Invoke-It")]
    public async Task A_preview_writes_nothing_wherever_it_was_asked_for(string script)
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run(script);
        Assert.Null(result.EndedBy);
        Assert.Empty(result.Errors);
        Assert.Equal(0, lab.Writes);
        Assert.Equal(AlreadyRevoked, lab.Revoked);
        Assert.Contains("What if:", lab.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_explicit_no_to_the_preview_wins_over_the_preference()
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Lines("$WhatIfPreference = $true; Revoke-WhylabsApiKey zP0gHsa6Ri -Force -WhatIf:$false");
        Assert.Equal(1, lab.Writes);
    }

    [Fact]
    public async Task Each_key_is_asked_about_by_all_its_names()
    {
        var questions = new List<string>();
        await using Lab lab = await Lab.OpenAsync(answer: (_, message) =>
        {
            questions.Add(message);
            return message.Contains("fh4dUNV3WQ", StringComparison.Ordinal) ? "Yes" : "No";
        });
        Assert.Equal(["fh4dUNV3WQ"], lab.Lines("Get-WhylabsApiKey | Where Expired | Revoke-WhylabsApiKey"));
        Assert.Equal(2, questions.Count);
        Assert.Contains($"API key fh4dUNV3WQ \"nightly-batch\" of user-123 in org-123 at {lab.Server.Endpoint.Authority}", questions[0], StringComparison.Ordinal);
        Assert.Equal(1, lab.Writes);
    }

    [Fact]
    public async Task Force_does_not_ask_but_an_explicit_confirm_does()
    {
        int asked = 0;
        await using Lab lab = await Lab.OpenAsync(answer: (_, _) =>
        {
            asked++;
            return "No";
        });
        lab.Lines("Revoke-WhylabsApiKey zP0gHsa6Ri -Force");
        Assert.Equal((0, 1), (asked, lab.Writes));
        lab.Lines("Revoke-WhylabsApiKey m9DqBf3EyG -Force -Confirm");
        Assert.Equal((1, 1), (asked, lab.Writes));
    }

    [Theory]
    [InlineData("-Force")]
    [InlineData("-Confirm:$false")]
    [InlineData("-WhatIf")]
    public async Task The_callers_own_key_is_refused_and_the_others_are_done(string how)
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run($"Get-WhylabsApiKey -OrgId 0 | Revoke-WhylabsApiKey {how}; 'zP0gHsa6Ri' | ForEach-Object {{ Revoke-WhylabsApiKey $_ {how} }}");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("OwnKey", error.Id());
        Assert.Equal("OpErAtOr01", error.TargetObject);
        Assert.DoesNotContain("OpErAtOr01", lab.Revoked);
        Assert.Equal(how == "-WhatIf" ? 0 : 1, lab.Writes);
    }

    [Fact]
    public async Task The_callers_own_key_is_known_whatever_its_secret_is_made_of()
    {
        await using Lab lab = await Lab.OpenAsync();
        ErrorRecord error = Assert.Single(lab.Run(
            "$key = [securestring]::new(); 'OwNkEy0000.a-b_c=d/e+f:0'.ToCharArray().ForEach{ $key.AppendChar($_) }; Revoke-WhylabsApiKey OwNkEy0000 bob -Force -ApiKey $key").Errors);
        Assert.Equal("OwnKey", error.Id());
        Assert.Empty(lab.Server.Requests);
    }

    [Fact]
    public async Task The_callers_own_key_is_revoked_when_that_is_said()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(["OpErAtOr01"], lab.Lines("Revoke-WhylabsApiKey OpErAtOr01 -OrgId 0 -AllowSelf -Force"));
    }

    [Fact]
    public async Task The_organization_of_a_piped_key_is_kept()
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Store.AddOrganization("org-456", paid: true);
        lab.Store.Add(new StoredKey("aaaaaaaaaa", "aaaaaaaaaa.x:org-456", "org-456", "carol", DateTime.UtcNow.AddDays(-1)));
        Assert.Equal(["aaaaaaaaaa"], lab.Lines("Get-WhylabsApiKey -OrgId org-456 | Revoke-WhylabsApiKey -Force"));
    }
}
