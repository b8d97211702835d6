using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Revoking;

/// <summary>Tests that each key is confirmed before its request.</summary>
public class ConfirmationTests
{
    [Fact]
    public async Task Confirmation_names_key_alias_owner_and_organization()
    {
        var questions = new List<string>();
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(answer: (_, message) =>
        {
            questions.Add(message);
            return message.Contains("fh4dUNV3WQ", StringComparison.Ordinal) ? "Yes" : "No";
        });
        Assert.Equal(["fh4dUNV3WQ"], sandbox.Lines("Get-WhylabsApiKey | Where Expired | Revoke-WhylabsApiKey"));
        Assert.Equal(2, questions.Count);
        Assert.Contains(
            $"API key fh4dUNV3WQ \"nightly-batch\" of user-123 in org-123 at {sandbox.Server.Endpoint.Authority}",
            questions[0],
            StringComparison.Ordinal);
        Assert.Equal(1, sandbox.Writes);
    }

    [Fact]
    public async Task Force_skips_confirmation_unless_Confirm_is_given()
    {
        int asked = 0;
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(answer: (_, _) =>
        {
            asked++;
            return "No";
        });
        sandbox.Lines("Revoke-WhylabsApiKey zP0gHsa6Ri -Force");
        Assert.Equal((0, 1), (asked, sandbox.Writes));
        sandbox.Lines("Revoke-WhylabsApiKey m9DqBf3EyG -Force -Confirm");
        Assert.Equal((1, 1), (asked, sandbox.Writes));
    }

    [Fact]
    public async Task Each_key_is_confirmed_in_order_before_its_request()
    {
        var asked = new List<string>();
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(answer: (_, message) =>
        {
            asked.Add(message);
            return message.Contains("bob", StringComparison.Ordinal) ? "No" : "Yes";
        });
        string[] before = sandbox.Lines("(Get-WhylabsApiKey).KeyId");
        string[] gone = sandbox.Lines("Get-WhylabsApiKey | Revoke-WhylabsApiKey -ThrottleLimit 8");
        Assert.Equal(before.Length, asked.Count);
        Assert.All(before.Zip(asked), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Equal(before.Length - 2, gone.Length);
        Assert.Equal(gone.Length, sandbox.Writes);
    }
}
