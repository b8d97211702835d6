using System.Threading.RateLimiting;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>Limits the requests of each organization with a token bucket.</summary>
internal sealed class RateLimiter(SandboxOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _buckets = PartitionedRateLimiter.Create<string, string>(name => options.RateLimit == 0
        ? RateLimitPartition.GetNoLimiter(name)
        : RateLimitPartition.GetTokenBucketLimiter(name, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.RateLimit,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(options.RateLimitRefillMs),
        }));

    /// <summary>Counts the request; false when the limit is reached.</summary>
    public bool TryTake(ServiceRequest request, Caller caller)
    {
        using RateLimitLease lease = _buckets.AttemptAcquire(Organization(request, caller) ?? $"address {request.RemoteAddress}");
        return lease.IsAcquired;
    }

    public void Dispose() => _buckets.Dispose();

    private static string? Organization(ServiceRequest request, Caller caller) => request.Path switch
    {
        ["v1", ..] => request.NamedOrganization ?? (caller.IsPlatformStaff ? null : caller.OrgId),
        [_, "organizations", var org, ..] => org,
        [_, "membership", "org", var org] => org,
        _ => null,
    };
}
