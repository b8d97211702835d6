using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Documentation;

/// <summary>Tests the results of the recipes. Other tests check that they run without an error.</summary>
public sealed class RecipeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    [Fact]
    public async Task Report_writes_dated_files_and_overwrites_none()
    {
        await using SandboxFixture sandbox = await OpenAsync();
        string code = Recipe("unexpiring =");
        sandbox.Run(code).ThrowIfFailed();
        Assert.Equal(4, _folder.GetFiles("*-20??-??-??-??????.*").Length);
        string csv = File.ReadAllText(Assert.Single(_folder.GetFiles("orphaned-*.csv")).FullName);
        Assert.Contains("m9DqBf3EyG", csv, StringComparison.Ordinal);
        Assert.Contains("NotMember\",\"heidi@example.com", csv, StringComparison.Ordinal);
        string page = File.ReadAllText(Assert.Single(_folder.GetFiles("unexpiring-*.html")).FullName);
        Assert.Contains("<td>T4ncYdo9Ju</td>", page, StringComparison.Ordinal);
        Assert.Equal(0, sandbox.Writes);

        string fixedDate = code.Replace("Get-Date -Format yyyy-MM-dd-HHmmss", "'one-day'", StringComparison.Ordinal);
        sandbox.Run(fixedDate).ThrowIfFailed();
        Assert.NotNull(sandbox.Run(fixedDate).EndedBy);
    }

    [Fact]
    public async Task Audit_names_keys_whose_owner_is_not_a_member()
    {
        await using SandboxFixture sandbox = await OpenAsync();
        sandbox.Run(Recipe("findings.csv")).ThrowIfFailed();
        string csv = File.ReadAllText(Path.Combine(_folder.FullName, "findings.csv"));
        Assert.Matches(@"(?m)^""[^""]*its owner is not a member[^""]*"",""org-123"",""[^""]*"",""m9DqBf3EyG""", csv);
        Assert.DoesNotMatch(@"(?m)^""[^""]*not a member[^""]*"",""org-123"",""[^""]*"",""T4ncYdo9Ju""", csv);
    }

    [Fact]
    public async Task Rotation_into_a_file_replaces_the_file_with_one_that_only_its_owner_can_read()
    {
        await using SandboxFixture sandbox = await OpenAsync();
        string file = Path.Combine(_folder.FullName, "whylabs.key");
        File.WriteAllText(file, "old");
        sandbox.Run(Recipe("whylabs.key.new")).ThrowIfFailed();
        StoredKey created = Assert.Single(sandbox.Store.All, key => key.Token == File.ReadAllText(file));
        Assert.Equal(("ci", false), (created.Alias, created.Revoked));
        Assert.True(sandbox.Store.All.Single(key => key.KeyId == "zP0gHsa6Ri").Revoked);
        Assert.Equal([file], Directory.GetFiles(_folder.FullName));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Keys_of_a_person_are_revoked_in_all_organizations()
    {
        await using SandboxFixture sandbox = await OpenAsync();
        string token = KeyStore.NewToken("heidi00900", "org-900");
        sandbox.Store.Add(new StoredKey("heidi00900", token, "org-900", "user-789", DateTime.UtcNow));
        sandbox.Run(Recipe("$email = ")).ThrowIfFailed();
        StoredKey[] keys = [.. sandbox.Store.All.Where(key => key.UserId == "user-789")];
        Assert.Equal(3, keys.Length);
        Assert.All(keys, key => Assert.True(key.Revoked));
        Assert.Contains(sandbox.Store.All, key => key is { UserId: "bob", Revoked: false });
    }

    [Theory]
    [InlineData(null, "0")]
    [InlineData("/v0/organizations/org-123/api-key", "1")]
    [InlineData("/v0/organizations", "2")]
    public async Task Exit_code_of_the_scheduled_script_reports_remaining_keys_and_errors(string? failing, string exitCode)
    {
        await using SandboxFixture sandbox = await OpenAsync();
        sandbox.Server.FaultFor = request => request.Target == failing ? "403" : null;
        string code = Recipe("exit 2").Replace("exit ", "return ", StringComparison.Ordinal);
        Assert.Equal(exitCode, sandbox.Run(code).Output[^1].ToString());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Recipe(string part) => Assert.Single(Example.All, example =>
        example.Name.StartsWith("recipes", StringComparison.Ordinal) && example.Code.Contains(part, StringComparison.Ordinal)).Code;

    private async Task<SandboxFixture> OpenAsync()
    {
        SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Run("Set-Location -LiteralPath $args[0]", _folder.FullName).ThrowIfFailed();
        return sandbox;
    }
}
