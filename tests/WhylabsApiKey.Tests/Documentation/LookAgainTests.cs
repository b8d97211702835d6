using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Documentation;

/// <summary>Tests the examples to run 20 minutes after an off-boarding. They report revocations that the service has undone.</summary>
public class LookAgainTests
{
    public static TheoryData<string> Examples =>
        [
            .. Example.All.Where(example => example.Code.Contains("# 20 minutes later", StringComparison.Ordinal))
                .Select(example => example.Name),
        ];

    [Fact]
    public void Help_topic_README_and_recipes_have_such_an_example() => Assert.Equal(
        ["README", "Revoke-WhylabsApiKey", "about_WhylabsApiKey", "recipes", "recipes"],
        Examples.Select(row => row.Data.Split(',')[0]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Look_again_example_ends_with_an_error_if_a_key_works(string name)
    {
        Assert.Null((await RunAsync(name, fault: null)).EndedBy);
        ErrorRecord? error = (await RunAsync(name, "undo-revoke")).EndedBy;
        Assert.NotNull(error);
        Assert.Contains("work", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Revoke", error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<ShellResult> RunAsync(string name, string? fault)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string owner = name.StartsWith("README", StringComparison.Ordinal)
            ? Assert.Single(sandbox.Lines("(Get-WhylabsApiKey -Email grace@example.com)[0].UserId"))
            : "user-789";
        sandbox.Store.Add(new StoredKey("leaver0001", "leaver0001.x:org-123", "org-123", owner, DateTime.UtcNow.AddDays(-1)));
        sandbox.Server.FaultFor = request => request.Target.Contains("leaver0001", StringComparison.Ordinal) ? fault : null;
        sandbox.Run("$ConfirmPreference = 'None'; Set-Location -LiteralPath $args[0]", folder.FullName).ThrowIfFailed();
        ShellResult result = sandbox.Run(Example.Of(name).Code);
        Assert.Empty(result.Errors);
        Assert.Contains(sandbox.Server.Requests, request => request.Method == "DELETE");
        Assert.Equal(fault is null, sandbox.Revoked.Contains("leaver0001"));
        folder.Delete(recursive: true);
        return result;
    }
}
