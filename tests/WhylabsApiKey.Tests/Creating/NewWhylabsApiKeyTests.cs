using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Commands;

public class NewTests
{
    [Fact]
    public async Task Creates_a_key_of_the_user_scope_that_never_expires()
    {
        await using Lab lab = await Lab.OpenAsync();
        string keyId = Assert.Single(lab.Lines("New-WhylabsApiKey -UserId someone"));
        StoredKey made = Assert.Single(lab.Store.All, key => key.KeyId == keyId);
        Assert.Equal("someone", made.UserId);
        Assert.Equal([":user"], made.Scopes);
        Assert.Null(made.Expires);
        Assert.Null(made.Alias);
        Assert.Equal(1, lab.Writes);
    }

    [Theory]
    [InlineData("-ExpiresInDays 30", 30)]
    [InlineData("-ExpiresInDays 0.5", 0.5)]
    [InlineData("-ExpirationTime ([datetimeoffset]::UtcNow.AddDays(3))", 3)]
    [InlineData("-ExpirationTime ([datetime]::Now.AddDays(3))", 3)]
    [InlineData("-ExpirationTime ([datetime]::UtcNow.AddDays(3))", 3)]
    public async Task The_expiry_is_a_time_or_a_number_of_days(string expiry, double days)
    {
        await using Lab lab = await Lab.OpenAsync();
        string keyId = Assert.Single(lab.Lines($"New-WhylabsApiKey bob temporary {expiry}"));
        StoredKey made = Assert.Single(lab.Store.All, key => key.KeyId == keyId);
        Assert.Equal("temporary", made.Alias);
        Assert.InRange((made.Expires!.Value - DateTime.UtcNow.AddDays(days)).TotalSeconds, -30, 1);
    }

    [Theory]
    [InlineData("User", ":user")]
    [InlineData("ADMINISTRATOR, :Write_Data", ":administrator :write_data")]
    public async Task A_known_scope_may_be_written_in_any_case_and_without_its_colon(string scope, string expected)
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(expected, string.Join(' ', lab.Lines($"(New-WhylabsApiKey bob -Scope {scope}).Scopes")));
    }

    [Fact]
    public async Task An_unknown_scope_is_left_to_the_service()
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run("New-WhylabsApiKey bob -Scope ':Fly'");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("InvalidRequest", error.Id());
        Assert.Contains("Invalid scope provided: :Fly", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_secret_is_a_securestring_and_in_no_text_of_the_object()
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run(
            """
            $new = New-WhylabsApiKey bob -Alias secret -Verbose -Debug
            $new.Key -is [securestring]
            $new.RevealKey()
            "$new" + ($new.psobject.Properties.ForEach{ "$($_.Name)=$($_.Value)" } -join ';')
            [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($new)).Key -is [securestring]
            """);
        string secret = Assert.Single(lab.Store.All, key => key.Alias == "secret").Token;
        Assert.Equal(["True", secret], result.Output.Take(2).Select(line => line.ToString()));
        Assert.Equal("True", result.Output[3].ToString());

        lab.Shell.Show("$new; $new.psobject.Properties | ForEach-Object { $_ }");
        string[] texts = [result.Output[2].ToString(), .. result.Verbose, .. result.Debug, lab.Screen];
        Assert.All(texts, text => Assert.DoesNotContain(secret[11..40], text, StringComparison.Ordinal));
        Assert.NotEmpty(result.Debug);
    }

    [Fact]
    public async Task A_list_never_carries_a_secret()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Empty(lab.Lines("Get-WhylabsApiKey | Where Key"));
        Assert.Equal([""], lab.Lines("(Get-WhylabsApiKey HMiFAgQeNb).RevealKey()"));
    }

    [Fact]
    public async Task Rows_with_a_user_and_an_alias_make_a_key_each()
    {
        await using Lab lab = await Lab.OpenAsync();
        string[] made = lab.Lines("[pscustomobject]@{ UserId = 'a'; Alias = 'one' }, [pscustomobject]@{ UserId = 'b'; Alias = '' } | New-WhylabsApiKey -ExpiresInDays 1");
        Assert.Equal(["a/one", "b/"], made.Select(id => lab.Store.All.Single(key => key.KeyId == id)).Select(key => $"{key.UserId}/{key.Alias}"));
    }

    [Theory]
    [InlineData("en-US", "2027-03-04T12:00Z")]
    [InlineData("de-DE", "03/04/2027 12:00 +00:00")]
    [InlineData("fa-IR", "2027-03-04T12:00:00Z")]
    [InlineData("th-TH", "2027-03-04T12:00:00Z")]
    [InlineData("ar-SA", "2027-03-04T21:00:00+09:00")]
    public async Task A_time_given_as_text_is_the_same_in_every_culture(string culture, string text)
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Lines($"[cultureinfo]::CurrentCulture = '{culture}'; New-WhylabsApiKey bob -ExpirationTime '{text}'");
        Assert.Contains("expiration_time=1804161600000&", Assert.Single(lab.Server.Requests).Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_is_no_time_is_refused()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal("ParameterArgumentTransformationError", lab.Ending("New-WhylabsApiKey bob -ExpirationTime 'tomorrow'").Id());
        Assert.Empty(lab.Server.Requests);
    }

    [Fact]
    public async Task The_limit_of_a_free_organization_is_named_per_key()
    {
        await using Lab lab = await Lab.OpenAsync();
        int room = 25 - lab.Store.List(DemoOrganization.OrgId, null).Count;
        ShellResult result = lab.Run($"1..{room + 2} | ForEach-Object {{ New-WhylabsApiKey bob }}");
        Assert.Equal(room, result.Output.Count);
        Assert.Equal(2, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.Equal("KeyLimitReached", error.Id()));
        Assert.All(result.Errors, error => Assert.Equal(ErrorCategory.LimitsExceeded, error.CategoryInfo.Category));
    }

    [Fact]
    public async Task A_preview_makes_nothing_and_says_what_it_would()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Empty(lab.Lines("New-WhylabsApiKey bob -Alias report -ExpiresInDays 2 -WhatIf"));
        Assert.Empty(lab.Server.Requests);
        Assert.Contains("bob in org-123 at 127.0.0.1", lab.Screen, StringComparison.Ordinal);
        Assert.Contains("\"report\"", lab.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-WhylabsApiKey ''")]
    [InlineData("New-WhylabsApiKey bob -Scope @()")]
    [InlineData("New-WhylabsApiKey bob -Scope ' '")]
    [InlineData("New-WhylabsApiKey bob -Scope user, ''")]
    [InlineData("New-WhylabsApiKey bob -ExpiresInDays 0")]
    [InlineData("New-WhylabsApiKey bob -ExpiresInDays ([double]::NaN)")]
    [InlineData("New-WhylabsApiKey bob -ExpiresInDays 1 -ExpirationTime (Get-Date)")]
    [InlineData("New-WhylabsApiKey '..'")]
    public async Task What_cannot_be_meant_is_refused_before_anything_is_sent(string script)
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run(script);
        Assert.Empty(result.Output);
        Assert.True(result.EndedBy is not null || result.Errors.Count == 1);
        Assert.Empty(lab.Server.Requests);
    }
}
