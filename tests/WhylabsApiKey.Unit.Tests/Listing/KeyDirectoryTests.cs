using WhylabsApiKey.Listing;

namespace WhylabsApiKey.Unit.Tests.Listing;

/// <summary>Tests which keys are looked up, which are found in a list, and when a list is requested again.</summary>
public class KeyDirectoryTests
{
    private readonly List<string> _requests = [];
    private readonly List<string> _listed = ["a", "b", "c"];
    private readonly HashSet<string> _fresh = new(StringComparer.Ordinal);
    private TimeSpan _now;

    [Fact]
    public async Task First_key_of_each_organization_is_looked_up_and_others_are_found_in_a_list()
    {
        KeyDirectory directory = Open();
        foreach ((string orgId, string keyId) in new[] { ("o", "a"), ("o", "b"), ("p", "a"), ("o", "c"), ("p", "b"), ("o", "a") })
            Assert.Equal(keyId, (await directory.FindAsync(orgId, keyId)).KeyId);
        Assert.Equal(["o/a", "o", "p/a", "p"], _requests);
    }

    [Fact]
    public async Task First_key_is_found_in_the_list_if_a_list_is_required()
    {
        KeyDirectory directory = Open(looksUpFirstKey: false);
        Assert.Equal("a", (await directory.FindAsync(null, "a")).KeyId);
        Assert.Equal(3, (await directory.ListAsync(null)).Count);
        Assert.Equal([""], _requests);
        Assert.True(directory.HasListed(null, "c"));
        Assert.False(directory.HasListed(null, "d"));
    }

    [Fact]
    public async Task List_older_than_a_minute_is_requested_again()
    {
        KeyDirectory directory = Open(looksUpFirstKey: false);
        foreach (int seconds in new[] { 0, 59, 60, 61, 120, 122 })
        {
            _now = TimeSpan.FromSeconds(seconds);
            await directory.FindAsync("o", "a");
        }

        Assert.Equal(["o", "o", "o"], _requests);
    }

    [Fact]
    public async Task List_is_requested_once_if_its_age_does_not_matter()
    {
        KeyDirectory directory = Open(Timeout.InfiniteTimeSpan, looksUpFirstKey: false);
        await directory.FindAsync("o", "a");
        _now = TimeSpan.FromDays(1);
        await directory.FindAsync("o", "b");
        Assert.Equal(["o"], _requests);
    }

    [Fact]
    public async Task Missing_keys_share_one_more_list()
    {
        KeyDirectory directory = Open(looksUpFirstKey: false);
        await directory.FindAsync("o", "a");
        _listed.Add("late");
        Assert.Equal("late", (await directory.FindAsync("o", "late")).KeyId);
        _listed.Add("later");
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => directory.FindAsync("o", "later"));
        Assert.Equal(WhylabsErrorId.KeyNotFound, error.ErrorId);
        Assert.Contains("API key later in o", error.Message, StringComparison.Ordinal);
        Assert.Equal(["o", "o"], _requests);
    }

    [Fact]
    public async Task Missing_key_that_is_fresh_is_looked_up()
    {
        KeyDirectory directory = Open(looksUpFirstKey: false);
        _fresh.Add("new");
        Assert.Equal("new", (await directory.FindAsync("o", "new")).KeyId);
        Assert.Equal(["o", "o", "o/new"], _requests);
    }

    [Fact]
    public async Task Failed_list_fails_only_the_keys_that_wait_for_it()
    {
        var first = new TaskCompletionSource<IReadOnlyList<ApiKey>>();
        int lists = 0;
        var directory = new KeyDirectory(
            (_, _) => throw new InvalidOperationException(),
            _ => ++lists == 1 ? first.Task : ListAsync("o"),
            _ => false,
            KeyDirectory.ListLifetime,
            () => _now)
        {
            LooksUpFirstKey = false,
        };
        Task<ApiKey>[] waiting = [directory.FindAsync("o", "a"), directory.FindAsync("o", "b")];
        first.SetException(new WhylabsApiException(WhylabsErrorId.ServerError, "Down."));
        foreach (Task<ApiKey> found in waiting)
            Assert.Equal(WhylabsErrorId.ServerError, (await Assert.ThrowsAsync<WhylabsApiException>(() => found)).ErrorId);
        Assert.Equal("c", (await directory.FindAsync("o", "c")).KeyId);
        Assert.Equal(2, lists);
    }

    [Fact]
    public async Task Key_that_the_list_has_twice_is_an_error_and_others_are_found()
    {
        _listed.Add("a");
        KeyDirectory directory = Open(looksUpFirstKey: false);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => directory.FindAsync("o", "a"));
        Assert.Equal(WhylabsErrorId.InvalidResponse, error.ErrorId);
        Assert.Equal("The list of the organization has API key a more than once.", error.Message);
        Assert.Equal("b", (await directory.FindAsync("o", "b")).KeyId);
        Assert.True(directory.HasListed("o", "a"));
    }

    private KeyDirectory Open(TimeSpan? maximumAge = null, bool looksUpFirstKey = true) => new(
        (orgId, keyId) =>
        {
            _requests.Add($"{orgId}/{keyId}");
            return Task.FromResult(Keys.Of(keyId));
        },
        ListAsync,
        _fresh.Contains,
        maximumAge ?? KeyDirectory.ListLifetime,
        () => _now)
    {
        LooksUpFirstKey = looksUpFirstKey,
    };

    private Task<IReadOnlyList<ApiKey>> ListAsync(string? orgId)
    {
        _requests.Add(orgId ?? "");
        return Task.FromResult<IReadOnlyList<ApiKey>>([.. _listed.Select(keyId => Keys.Of(keyId))]);
    }
}
