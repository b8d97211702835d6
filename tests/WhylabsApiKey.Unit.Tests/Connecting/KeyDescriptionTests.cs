namespace WhylabsApiKey.Unit.Tests.Connecting;

/// <summary>Tests the description of a key in questions, and which keys a connection refuses.</summary>
public class KeyDescriptionTests
{
    private static readonly (ServiceAddress Address, Credential Caller) Here =
        Connections.Resolve("https://songbird.example.com:8443", Connections.Token);

    [Theory]
    [InlineData("ci", "bob", "org-123", "API key zP0gHsa6Ri \"ci\" of bob in org-123 at songbird.example.com:8443")]
    [InlineData(null, "bob", "org-123", "API key zP0gHsa6Ri of bob in org-123 at songbird.example.com:8443")]
    [InlineData(" ", null, null, "API key zP0gHsa6Ri\nin the calling key's organization at songbird.example.com:8443")]
    [InlineData(
        "a\u001b[2J\u202Ec",
        "b\nob",
        "org-123",
        "API key zP0gHsa6Ri \"a\\u001B[2J\\u202Ec\" of b\\nob\nin org-123 at songbird.example.com:8443")]
    public void Description_has_alias_owner_and_organization_if_known(string? alias, string? owner, string? orgId, string expected) =>
        Assert.Equal(expected, Here.Address.DescribeKey("zP0gHsa6Ri", alias, owner, orgId));

    [Theory]
    [InlineData(9.0, 2 / 24.0, true, "(active, expires in 9 days, last used 2 hours ago)")]
    [InlineData(-40.0, 41.0, true, "(expired 40 days ago, last used 41 days ago)")]
    [InlineData(double.PositiveInfinity, 120.0, false, "(active, never expires, never used)")]
    [InlineData(double.PositiveInfinity, null, false, "(active, never expires)")]
    public void Description_with_a_state_is_wrapped_before_the_state(
        double expires, double? idle, bool isUsed, string expected)
    {
        var state = new KeyState(expires > 0 ? ApiKeyStatus.Active : ApiKeyStatus.Expired, expires, idle, isUsed);
        Assert.Equal(
            $"API key zP0gHsa6Ri \"ci\" of bob in org-123 at songbird.example.com:8443\n{expected}",
            Here.Address.DescribeKey("zP0gHsa6Ri", "ci", "bob", "org-123", state));
    }

    [Fact]
    public void Description_with_a_long_alias_has_the_state_before_the_organization() => Assert.Equal(
        $"API key zP0gHsa6Ri\n\"{new string('a', 60)}\" of bob\n(active, never expires) in org-123 at songbird.example.com:8443",
        Here.Address.DescribeKey(
            "zP0gHsa6Ri",
            new string('a', 60),
            "bob",
            "org-123",
            new KeyState(ApiKeyStatus.Active, double.PositiveInfinity, IdleDays: null, IsUsed: false)));

    [Theory]
    [InlineData("https://me:s3cret@other.example.com/x")]
    [InlineData("https://me:s3cret@songbird.example.com")]
    public void Key_of_another_service_is_refused_and_its_password_is_redacted(string issuedBy)
    {
        WhylabsApiException error = Assert.Throws<WhylabsApiException>(() => Here.Address.RefuseOtherService(new Uri(issuedBy)));
        Assert.Equal(WhylabsErrorId.KeyOfAnotherService, error.ErrorId);
        Assert.Contains("example.com", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_of_this_service_is_accepted() =>
        Here.Address.RefuseOtherService(new Uri("https://SONGBIRD.example.com:8443/"));

    [Theory]
    [InlineData("AbCdEfGh12", false, true)]
    [InlineData("AbCdEfGh12", true, false)]
    [InlineData("abcdefgh12", false, false)]
    [InlineData("zP0gHsa6Ri", false, false)]
    public void Calling_key_is_refused_without_AllowSelf(string keyId, bool allowSelf, bool refused) => Assert.Equal(
        refused ? WhylabsErrorId.OwnKey : null,
        (Record.Exception(() => Here.Caller.RefuseOwnKey(keyId, allowSelf)) as WhylabsApiException)?.ErrorId);
}
