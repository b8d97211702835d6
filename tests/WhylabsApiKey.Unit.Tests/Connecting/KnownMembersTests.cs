namespace WhylabsApiKey.Unit.Tests.Connecting;

/// <summary>Tests the look-up of users by email address.</summary>
public class KnownMembersTests
{
    private static readonly OrganizationMember[] Members =
    [
        new("ada", "ada@example.com"), new("bob", "Bob@Example.com"), new("second", "bob@example.com"), new("bob", "bob@example.com"),
    ];

    [Theory]
    [InlineData("ada@example.com", "ada")]
    [InlineData(" BOB@example.COM ", "bob second")]
    public void Email_is_compared_without_case_and_outer_blanks(string email, string expected) =>
        Assert.Equal(expected, string.Join(' ', new KnownMembers().UsersOf("org-123", email, () => Members)));

    [Fact]
    public void Members_are_requested_once_for_each_organization()
    {
        var requested = new List<string>();
        var members = new KnownMembers();
        foreach (string orgId in (string[])["org-1", "org-1", "org-2"])
            members.UsersOf(orgId, "ada@example.com", () => List(orgId));
        Assert.Equal(["org-1", "org-2"], requested);

        OrganizationMember[] List(string orgId)
        {
            requested.Add(orgId);
            return Members;
        }
    }

    [Theory]
    [InlineData("nobody@example.com")]
    [InlineData("bob@example.com.attacker.example")]
    [InlineData("")]
    public void Email_without_a_user_is_an_error_with_the_address(string email)
    {
        WhylabsApiException error = Assert.Throws<WhylabsApiException>(() => new KnownMembers().UsersOf("org-123", email, () => Members));
        Assert.Equal(WhylabsErrorId.MemberNotFound, error.ErrorId);
        Assert.Contains(email, error.Message, StringComparison.Ordinal);
    }
}
