namespace WhylabsApiKey.Sandbox.Service;

/// <summary>A small organization with keys of every kind, a managed organization, and tokens for calling the service.</summary>
public sealed class DemoOrganization
{
    public const string OrgId = "org-123";

    /// <summary>An organization on the paid tier. The other one, on the free tier, manages it.</summary>
    public const string PaidOrgId = "org-900";

    private DemoOrganization(string operatorToken, string administratorToken, string userToken, string paidAdministratorToken) =>
        (OperatorToken, AdministratorToken, UserToken, PaidAdministratorToken) =
        (operatorToken, administratorToken, userToken, paidAdministratorToken);

    /// <summary>The operator's token. It may call every operation.</summary>
    public string OperatorToken { get; }

    /// <summary>An organization administrator's token. It may call v1 and list members, but not the v0 operations on keys.</summary>
    public string AdministratorToken { get; }

    /// <summary>A user's token. It may only be validated.</summary>
    public string UserToken { get; }

    /// <summary>An administrator's token of the paid organization.</summary>
    public string PaidAdministratorToken { get; }

    /// <summary>The tokens with their names and permissions.</summary>
    public IEnumerable<(string Name, string Token, string Use)> Tokens =>
    [
        (nameof(OperatorToken), OperatorToken, "The platform operator. May call every operation."),
        (nameof(AdministratorToken), AdministratorToken,
            $"An administrator of {OrgId}. May call v1 and list members, but not the v0 operations on keys."),
        (nameof(UserToken), UserToken, "A user. The token can only be validated."),
        (nameof(PaidAdministratorToken), PaidAdministratorToken,
            $"An administrator of {PaidOrgId}, where v1 can create keys. Use -ApiVersion V1 -OrgId {PaidOrgId}."),
    ];

    /// <summary>The environment variables for calling this organization as the operator.</summary>
    public IEnumerable<(string Name, string Value)> Variables(Uri endpoint) =>
    [
        ("WHYLABS_API_ENDPOINT", endpoint.GetLeftPart(UriPartial.Authority)),
        ("WHYLABS_DEFAULT_ORG_ID", OrgId),
        ("WHYLABS_API_KEY", OperatorToken),
    ];

    public static DemoOrganization Seed(KeyStore store)
    {
        DateTime now = store.Now;
        AddPeople(store.Organizations);

        Add("HMiFAgQeNb", "user-123", "trainer", created: -160, expires: 200, used: -0.02);
        Add("fh4dUNV3WQ", "user-123", "nightly-batch", created: -90, expires: -3 / 24.0, used: -0.3);
        Add("Qv71ksZpTa", "user-123", "leaked", created: -75, expires: null, used: -74);
        store.Revoke(OrgId, "user-123", "Qv71ksZpTa");
        Add("b8XwE2rLmC", "user-456", "dashboard", created: -300, expires: null, used: -1);
        Add("T4ncYdo9Ju", "user-456", "old-notebook", created: -410, expires: null, used: -140);
        Add("zP0gHsa6Ri", "bob", "ci", created: -81, expires: 9, used: -0.1);
        Add("K2uVt5wNxe", "bob", "poc", created: -130, expires: -40, used: -41);
        Add("m9DqBf3EyG", "user-789", "spare", created: -120, expires: null, used: null);
        Add("R6jLc1hUoS", "user-789", "", created: -30, expires: 3 / 24.0, used: -2);

        return new DemoOrganization(
            Add("OpErAtOr01", "operator", "operations", created: -1, expires: null, used: null, Scopes.OperatorOrgId, Scopes.System).Token,
            Add("AdMiN00001", "user-123", "administration", created: -20, expires: 345, used: -5, OrgId, Scopes.Administrator).Token,
            Add("UsEr000001", "user-456", "notebook", created: -10, expires: 80, used: -3).Token,
            Add("PaIdAdMiN1", "carol", "administration", created: -15, expires: null, used: -4, PaidOrgId, Scopes.Administrator).Token);

        StoredKey Add(
            string keyId,
            string userId,
            string alias,
            double created,
            double? expires,
            double? used,
            string orgId = OrgId,
            string scope = Scopes.User) =>
            store.Add(new StoredKey(keyId, KeyStore.NewToken(keyId, orgId), orgId, userId, now.AddDays(created))
            {
                Alias = alias,
                Scopes = [scope],
                Expires = expires is { } days ? now.AddDays(days) : null,
                LastUsed = used is { } ago ? now.AddDays(ago) : null,
            });
    }

    private static void AddPeople(Organizations organizations)
    {
        organizations.Add(new Organization(Scopes.OperatorOrgId, "Platform") { SubscriptionTier = "PAID" });
        organizations.Add(new Organization(OrgId, "Example") { SubscriptionTier = "FREE", EmailDomains = "example.com" });
        organizations.Add(new Organization(PaidOrgId, "Example Research") { SubscriptionTier = "PAID", ParentOrgId = OrgId });
        organizations.AddModel(PaidOrgId, "model-1");
        organizations.AddModel(PaidOrgId, "model-7");

        organizations.AddMember(new Member(OrgId, "ADMIN", "user-123", "ada@example.com", Default: true));
        organizations.AddMember(new Member(OrgId, "MEMBER", "user-456", "grace@example.com", Default: true));
        organizations.AddMember(new Member(OrgId, "VIEWER", "bob", "bob@example.com"));
        organizations.AddMember(new Member(OrgId, "MEMBER", "user-555", "linus@example.com") { ByClaim = true });
        organizations.AddMember(new Member(PaidOrgId, "ADMIN", "carol", "carol@example.com", Default: true));

        // A former member: the membership is removed, but the keys still exist.
        organizations.Users.Add(new User("user-789", "heidi@example.com"));
    }
}
