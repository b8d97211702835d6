using System.Management.Automation;

namespace WhylabsApiKey.Unit.Tests.Rotating;

/// <summary>Tests the errors of an incomplete rotation.</summary>
public class RotationErrorTests
{
    private const string Secret = "NeWkEyId00.zyxwvutsrqponmlkjihgfedcba";

    private static readonly SecretPieces Spellings = new(Secret);

    private static readonly RotationErrors Errors = new(
        Keys.Of("oldoldold1", userId: "b'ob"),
        Keys.Of("NeWkEyId00", userId: "b'ob"),
        key => SuggestedCommand.Revoke(Keys.Service, ApiVersion.V0, key.OrgId, key.UserId, key.KeyId));

    [Theory]
    [InlineData("the vault is shut", "works as before: the vault is shut. The new key NeWkEyId00 was revoked to undo the rotation.")]
    [InlineData("no such path?", "works as before: no such path? The new key NeWkEyId00 was revoked to undo the rotation.")]
    [InlineData("cannot store " + Secret, "works as before: cannot store <redacted>. The new key")]
    [InlineData("two\r\nlines", "works as before: two  lines. The new key")]
    public void Message_has_the_cause_with_the_secret_redacted(string cause, string expected)
    {
        WhylabsApiException error = Errors.Undone(new RuntimeException(cause), wasStoring: false, notRevoked: null, Spellings);
        Assert.Equal(WhylabsErrorId.RotationUndone, error.ErrorId);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("zyxwvu", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Message_has_advice_about_Save_only_if_Save_was_running(bool wasStoring) => Assert.Equal(
        wasStoring,
        Errors.Undone(new RuntimeException("no"), wasStoring, notRevoked: null, Spellings).Message
            .EndsWith("If -Save stored the new key, store the old one again.", StringComparison.Ordinal));

    [Fact]
    public void Message_has_the_command_that_revokes_the_remaining_key()
    {
        var notRevoked = new WhylabsApiException(WhylabsErrorId.ServerError, "The service failed.");
        Assert.EndsWith(
            "could not be revoked and may still work: The service failed. " +
            "Revoke it: Revoke-WhylabsApiKey -KeyId 'NeWkEyId00' -UserId 'b''ob' -OrgId 'org-123' " +
            "-Endpoint 'https://songbird.example.com/' -ApiVersion V0",
            Errors.Undone(new RuntimeException("no"), wasStoring: false, notRevoked, Spellings).Message,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "The old key oldoldold1 may still work, since it could not be revoked: The service failed. " +
            "Revoke it: Revoke-WhylabsApiKey -KeyId 'oldoldold1' -UserId 'b''ob' -OrgId 'org-123' " +
            "-Endpoint 'https://songbird.example.com/' -ApiVersion V0",
            Errors.OldKeyNotRevoked(notRevoked).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Error_keeps_the_request_data_of_its_cause()
    {
        var cause = new WhylabsApiException(WhylabsErrorId.ServerError, "The service failed.")
        {
            StatusCode = System.Net.HttpStatusCode.BadGateway,
            RequestId = "request-7",
            ServerMessage = "no",
            Attempts = 4,
        };
        WhylabsApiException error = Errors.OldKeyNotRevoked(cause);
        Assert.Equal(WhylabsErrorId.OldKeyNotRevoked, error.ErrorId);
        Assert.Equal(
            (cause.StatusCode, cause.RequestId, cause.ServerMessage, cause.Attempts),
            (error.StatusCode, error.RequestId, error.ServerMessage, error.Attempts));
    }
}
