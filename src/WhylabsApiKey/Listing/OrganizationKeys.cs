namespace WhylabsApiKey.Listing;

/// <summary>The keys of one organization, as its list has them. Safe for several threads.</summary>
/// <param name="maximumAge">The maximum age of a list that is reused; infinite for any age.</param>
/// <param name="elapsed">A monotonic time.</param>
internal sealed class OrganizationKeys(Func<Task<IReadOnlyList<ApiKey>>> listAsync, TimeSpan maximumAge, Func<TimeSpan> elapsed)
{
    private readonly object _gate = new();
    private Reading? _latest;

    /// <summary>Returns the list. Reads it again after the maximum age.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync() => (await Current().Keys.ConfigureAwait(false)).List;

    /// <summary>
    /// Finds a key. If the list lacks it, reads one further list for all missing keys, because lists are eventually consistent.
    /// </summary>
    /// <returns>The key, or null; and the id of the request for the list.</returns>
    public async Task<(ApiKey? Key, string? RequestId)> FindAsync(string keyId)
    {
        Reading reading = Current();
        KnownKeys keys = await reading.Keys.ConfigureAwait(false);
        if (keys.Find(keyId) is null && After(reading) is var further && further != reading)
            keys = await further.Keys.ConfigureAwait(false);
        return (keys.Find(keyId), keys.List.Count > 0 ? keys.List[0].RequestId : null);
    }

    /// <summary>Whether the latest list has a key.</summary>
    public bool HasListed(string keyId)
    {
        lock (_gate)
            return _latest is { Keys.Status: TaskStatus.RanToCompletion } && _latest.Keys.Result.Has(keyId);
    }

    private Reading Current()
    {
        lock (_gate)
            return _latest is null || IsOver(_latest) ? _latest = Read(isFurther: false) : _latest;
    }

    private Reading After(Reading reading)
    {
        lock (_gate)
            return _latest != reading || reading.IsFurther ? _latest! : _latest = Read(isFurther: true);
    }

    // After a failure, the list is read again for the next key. Keys that waited for the list share the failure.
    private bool IsOver(Reading reading) => reading.Keys.IsFaulted || reading.Keys.IsCanceled
        || (reading.Keys.IsCompleted && maximumAge != Timeout.InfiniteTimeSpan && elapsed() - reading.BeganAt > maximumAge);

    private Reading Read(bool isFurther) => new(ReadAsync(), elapsed(), isFurther);

    private async Task<KnownKeys> ReadAsync() => new(await listAsync().ConfigureAwait(false));

    private sealed record Reading(Task<KnownKeys> Keys, TimeSpan BeganAt, bool IsFurther);

    private sealed class KnownKeys(IReadOnlyList<ApiKey> list)
    {
        private readonly Dictionary<string, ApiKey?> _byId = ById(list);

        public IReadOnlyList<ApiKey> List => list;

        public bool Has(string keyId) => _byId.ContainsKey(keyId);

        /// <exception cref="WhylabsApiException">InvalidResponse: the list has the key more than once.</exception>
        public ApiKey? Find(string keyId) => !_byId.TryGetValue(keyId, out ApiKey? key) ? null
            : key ?? throw new WhylabsApiException(
                WhylabsErrorId.InvalidResponse, $"The list of the organization has API key {PlainText.Of(keyId)} more than once.");

        // A repeated id is null, because the list does not tell which of the keys is right.
        private static Dictionary<string, ApiKey?> ById(IReadOnlyList<ApiKey> list)
        {
            var keys = new Dictionary<string, ApiKey?>(list.Count, StringComparer.Ordinal);
            foreach (ApiKey key in list)
                keys[key.KeyId] = keys.ContainsKey(key.KeyId) ? null : key;
            return keys;
        }
    }
}
