namespace WhylabsApiKey.Unit.Tests.Connecting;

/// <summary>The users behind an email address.</summary>
public class KnownMembersTests
{
    private static readonly OrganizationMember[] Members =
    [
        new("ada", "ada@example.com"), new("bob", "Bob@Example.com"), new("second", "bob@example.com"), new("bob", "bob@example.com"),
    ];

    [Theory]
    [InlineData("ada@example.com", "ada")]
    [InlineData(" BOB@example.COM ", "bob second")]
    public void An_address_is_compared_without_its_case_and_outer_blanks(string email, string expected) =>
        Assert.Equal(expected, string.Join(' ', new KnownMembers().UsersOf("org-123", email, () => Members)));

    [Fact]
    public void An_organization_is_asked_once()
    {
        var asked = new List<string>();
        var members = new KnownMembers();
        foreach (string orgId in (string[])["org-1", "org-1", "org-2"])
            members.UsersOf(orgId, "ada@example.com", () => List(orgId));
        Assert.Equal(["org-1", "org-2"], asked);

        OrganizationMember[] List(string orgId)
        {
            asked.Add(orgId);
            return Members;
        }
    }

    [Theory]
    [InlineData("nobody@example.com")]
    [InlineData("bob@example.com.attacker.example")]
    [InlineData("")]
    public void Nobody_is_an_error_that_names_the_address(string email)
    {
        WhylabsApiException error = Assert.Throws<WhylabsApiException>(() => new KnownMembers().UsersOf("org-123", email, () => Members));
        Assert.Equal(WhylabsErrorId.MemberNotFound, error.ErrorId);
        Assert.Contains(email, error.Message, StringComparison.Ordinal);
    }
}
