using System.Management.Automation;
using System.Net;
using System.Security;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>
/// Tests the commands with random responses that do not match their request. A command succeeds only with a matching response, revokes
/// no other key, and fails only with a WhylabsApiException.
/// </summary>
public class DifferingServiceTests
{
    private const int Trials = 300;
    private const string Old = "zP0gHsa6Ri";
    private const string Create = "New-WhylabsApiKey bob -Alias trial -ExpiresInDays 9 -Scope :user, :read_resource";

    private static readonly string[] Commands =
    [
        "Get-WhylabsApiKey", "Get-WhylabsApiKey -UserId bob", $"Get-WhylabsApiKey {Old}", Create, $"Revoke-WhylabsApiKey {Old} -Force",
        $"Revoke-WhylabsApiKey {Old} bob -Force",
        $"Update-WhylabsApiKey {Old} -Force -Save {{ param($New) $global:saved = $New.RevealKey() }}", "Test-WhylabsApiKey",
    ];

    [Fact]
    public async Task Command_succeeds_only_with_a_matching_response()
    {
        var random = new Random(20261128);
        var succeeded = new HashSet<string>();
        var failed = new HashSet<string>();
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        await using var proxy = new DifferingProxy(sandbox.Server);
        sandbox.Lines($"$PSDefaultParameterValues['*-WhylabsApiKey:Endpoint'] = '{proxy.Endpoint}'");
        StoredKey old = sandbox.Store.All.Single(key => key.KeyId == Old);
        for (int trial = 0; trial < Trials; trial++)
        {
            string command = Commands[trial % Commands.Length];
            int changedIndex = random.Next(command.StartsWith("Update", StringComparison.Ordinal) ? 6 : 3) - 1;
            Action<DifferingProxy.Response>[] changes =
                [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => DifferingProxy.Changes[random.Next(DifferingProxy.Changes.Length)])];
            proxy.Change = (index, response) =>
            {
                if (changedIndex < 0 || changedIndex == index)
                    Array.ForEach(changes, change => change(response));
            };

            // The free tier limits the number of keys, so the keys of earlier iterations are removed.
            foreach (StoredKey key in sandbox.Store.All.Where(key => key.Created > DateTime.UtcNow.AddHours(-1)))
                sandbox.Store.Add(key with { Revoked = true, Created = key.Created.AddHours(-2) });
            sandbox.Store.Add(old);
            string[] revoked = [.. sandbox.Revoked];
            ShellResult result = sandbox.Run(
                $"$global:saved = ''; {command} -MaximumRetryCount 0 -TimeoutSec 10 -WarningAction SilentlyContinue");
            string context = $"trial {trial}: {command}, response {changedIndex}: {string.Join("\n", proxy.Responses)}";
            AssertErrorTypes(result, context);
            string[] newlyRevoked = [.. sandbox.Revoked.Except(revoked)];
            AssertMatchesRequest(command, result, sandbox, newlyRevoked, context, isLookUpUnchanged: changedIndex > 1);
            if (command.StartsWith("Test", StringComparison.Ordinal))
                AssertValidation(result, proxy.Responses, context);
            (result.Output.Count > 0 ? succeeded : failed).Add(command);
        }

        Assert.Equal(Commands.Order(StringComparer.Ordinal), succeeded.Order(StringComparer.Ordinal));
        Assert.Equal(Commands.Order(StringComparer.Ordinal), failed.Order(StringComparer.Ordinal));
    }

    private static void AssertErrorTypes(ShellResult result, string context) => Assert.All(
        result.Errors.Append(result.EndedBy).OfType<ErrorRecord>(),
        error => Assert.True(
            error.Exception.GetType().Name == "WhylabsApiException", $"{error.Exception} in {context}"));

    // A rotation takes scopes and alias from the look-up, because no request contains them.
    private static void AssertMatchesRequest(
        string command, ShellResult result, SandboxFixture sandbox, string[] revoked, string context, bool isLookUpUnchanged)
    {
        StoredKey[] created = [.. sandbox.Store.All.Where(key => key.Created > DateTime.UtcNow.AddHours(-1))];
        PSObject[] got = [.. result.Output];
        switch (command[..3])
        {
            case "Get":
                Assert.True(revoked.Length == 0 && created.Length == 0, context);
                Assert.All(got, key => Assert.True(
                    Text(key, "OrgId") == "org-123" && (!command.Contains("bob", StringComparison.Ordinal) || Text(key, "UserId") == "bob")
                        && (!command.Contains(Old, StringComparison.Ordinal) || Text(key, "KeyId") == Old),
                    context));
                break;
            case "New":
                Assert.True(revoked.Length == 0, context);
                Assert.All(got, key => Assert.True(IsAsRequested(key, created), context));
                break;
            case "Rev":
                Assert.True(created.Length == 0 && revoked.All(id => id == Old), context);
                Assert.All(got, key => Assert.True(Text(key, "KeyId") == Old && revoked.Contains(Old), context));
                break;
            case "Upd":
                Assert.True(revoked.All(id => id == Old || created.Any(key => key.KeyId == id)), context);
                Assert.All(got, key => Assert.True(
                    Array.Exists(created, stored => stored.KeyId == Text(key, "KeyId") && !stored.Revoked)
                        && (Text(key, "ReplacedRevoked") == "False" || revoked.Contains(Old)),
                    context));
                string saved = Assert.Single(sandbox.Lines("\"$saved\""));
                Assert.True(
                    !revoked.Contains(Old)
                        || (sandbox.Store.Authenticate(saved) is { UserId: "bob" } stored
                            && (!isLookUpUnchanged || (stored.Alias == "ci" && stored.Scopes is [Scopes.User]))),
                    context);
                break;
        }
    }

    private static bool IsAsRequested(PSObject key, StoredKey[] created) =>
        created is [{ UserId: "bob", Alias: "trial", OrgId: "org-123", Revoked: false, Scopes.Count: 2 } stored]
        && new NetworkCredential("", (SecureString)key.Properties["Key"].Value).Password == stored.Token
        && Text(key, "KeyId") == stored.KeyId && Text(key, "UserId") == "bob" && Text(key, "Alias") == "trial"
        && Text(key, "OrgId") == "org-123"
        && Text(key, "Status") == "Active"
        && (DateTime)key.Properties["ExpirationTime"].Value <= stored.Expires!.Value.ToLocalTime();

    // A result requires a response that is recognizable as the service's.
    private static void AssertValidation(ShellResult result, IReadOnlyList<DifferingProxy.Response> responses, string context)
    {
        if (result.Output is not [var test])
            return;
        DifferingProxy.Response response = responses[^1];
        Assert.True(response.Status == (Text(test, "Valid") == "True" ? 200 : 403), context);
        Assert.True(response.Echo != "another" || response.Body.Contains("\"requestId\":", StringComparison.Ordinal), context);
        Assert.True(response.MediaType != "text/html", context);
    }

    private static string Text(PSObject item, string property) => $"{item.Properties[property].Value}";
}
