namespace WhylabsApiKey.Unit.Tests.Rotating;

/// <summary>Tests the warning of keys that an earlier rotation may have created.</summary>
public class EarlierSuccessorTests
{
    private static readonly ApiKey Old = Keys.Of("oldoldold1", "ci", created: Keys.Now.AddDays(-10), scopes: [":user", ":write_data"]);

    [Fact]
    public void Warning_names_later_keys_with_the_same_alias_and_scopes()
    {
        string? warning = Warning(
            Twin("newernewer", age: 1), Twin("sametime01", age: 10), Old, Keys.Of("other00001", "other", created: Keys.Now));
        Assert.Equal(
            "API key oldoldold1 may have been rotated before: newernewer, sametime01, of the same user, alias and scopes, came after it " +
            "and may be its successor.",
            warning);
    }

    [Fact]
    public void Warning_omits_keys_that_cannot_be_successors()
    {
        Assert.NotNull(Warning(Twin("newernewer", age: 1)));
        Assert.Null(Warning());
        Assert.Null(Warning(Old));
        Assert.Null(Warning(Twin("older00001", age: 11)));
        Assert.Null(Warning(Twin("revoked001", age: 1, revoked: true)));
        Assert.Null(Warning(Twin("handled001", age: 1)));
        Assert.Null(Warning(Keys.Of("fewer00001", "ci", created: Keys.Now, scopes: [":user"])));
        Assert.Null(Warning(Keys.Of("alias00001", "CI", created: Keys.Now, scopes: [":user", ":write_data"])));
    }

    [Fact]
    public void Warning_in_v1_ignores_age_and_owner() => Assert.Contains(
        "older00001, of the same alias and scopes, may be its successor or another key",
        EarlierSuccessors.Warning(Old, [Twin("older00001", age: 11)], new HashSet<string>(), ServiceVersion.Of(ApiVersion.V1)),
        StringComparison.Ordinal);

    private static ApiKey Twin(string keyId, int age, bool revoked = false) =>
        Keys.Of(keyId, "ci", created: Keys.Now.AddDays(-age), scopes: [":write_data", ":user"], revoked: revoked);

    private static string? Warning(params ApiKey[] keys) =>
        EarlierSuccessors.Warning(Old, keys, new HashSet<string> { "handled001" }, ServiceVersion.Of(ApiVersion.V0));
}
