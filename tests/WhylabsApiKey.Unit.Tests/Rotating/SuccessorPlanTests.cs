namespace WhylabsApiKey.Unit.Tests.Rotating;

/// <summary>Tests the properties of the new key in a rotation.</summary>
public class SuccessorPlanTests
{
    private static readonly ServiceTime Service = new(Keys.Now, TimeSpan.Zero);

    private static readonly ServiceVersion V0 = ServiceVersion.Of(ApiVersion.V0);
    private static readonly ServiceVersion V1 = ServiceVersion.Of(ApiVersion.V1);

    [Fact]
    public void Successor_has_the_properties_and_lifetime_of_the_old_key()
    {
        ApiKey old = Keys.Of(
            "oldoldold1", "ci", created: Keys.Now.AddDays(-80), expires: Keys.Now.AddDays(10), scopes: [":user", ":write_data"]);
        CreateApiKeyRequest request = Plan(null, null, null).RequestFor(old, "org-123", V0, Service);
        Assert.Equal(("org-123", "bob", "ci", null), (request.OrgId, request.UserId, request.Alias, request.ResourceId));
        Assert.Equal(old.Scopes, request.Scopes);
        Assert.Equal(Keys.Now.AddDays(90), request.Expires!.Value.UtcDateTime);
    }

    [Fact]
    public void Successor_of_a_key_that_never_expires_never_expires() =>
        Assert.Null(Plan(null, null, null).RequestFor(Keys.Of("oldoldold1"), "org-123", V0, Service).Expires);

    [Fact]
    public void Expiry_parameters_win_over_the_lifetime_of_the_old_key()
    {
        ApiKey old = Keys.Of("oldoldold1", expires: Keys.Now.AddDays(10));
        DateTimeOffset time = new(2027, 1, 31, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(time, Plan(time, null, null).RequestFor(old, "org-123", V0, Service).Expires);
        Assert.Equal(Keys.Now.AddDays(7), Plan(null, 7, null).RequestFor(old, "org-123", V0, Service).Expires!.Value.UtcDateTime);
    }

    [Fact]
    public void Expiry_beyond_the_year_9999_ends_in_9999()
    {
        ApiKey old = Keys.Of("oldoldold1", expires: DateTime.MaxValue.AddDays(-1));
        Assert.Equal(9999, Plan(null, null, null).RequestFor(old, "org-123", V0, Service).Expires!.Value.Year);
    }

    [Fact]
    public void Resource_is_kept_or_refused_in_v0()
    {
        ApiKey limited = Keys.Of("oldoldold1", resourceId: "model-7");
        Assert.Equal(
            WhylabsErrorId.RotationImpossible,
            Assert.Throws<WhylabsApiException>(() => Plan(null, null, null).RequestFor(limited, "org-123", V0, Service)).ErrorId);
        ApiKey old = Keys.Of("oldoldold1");
        CreateApiKeyRequest request = Plan(null, null, "model-7").RequestFor(old, "org-123", V1, Service);
        Assert.Equal(("model-7", null), (request.ResourceId, request.UserId));
    }

    [Fact]
    public void Unknown_resource_in_v1_causes_a_warning_unless_specified()
    {
        ApiKey old = Keys.Of("oldoldold1");
        Assert.Contains("-ResourceId", Plan(null, null, null).UnknownResourceWarning(old, V1), StringComparison.Ordinal);
        Assert.Null(Plan(null, null, "model-7").UnknownResourceWarning(old, V1));
        Assert.Null(Plan(null, null, null).UnknownResourceWarning(old, V0));
    }

    private static SuccessorPlan Plan(DateTimeOffset? time, double? days, string? resourceId) =>
        new(new NewKeyTerms(Scopes: null, time, days, resourceId));
}
