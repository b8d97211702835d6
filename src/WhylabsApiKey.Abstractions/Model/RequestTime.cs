namespace WhylabsApiKey;

/// <summary>When a request was in flight, by the local clock and by the service's clock.</summary>
/// <param name="localUtc">The local clock when the response arrived.</param>
/// <param name="serviceUtc">The date of the response; null when it has none.</param>
/// <param name="duration">The time from the request to the response.</param>
internal sealed class RequestTime(DateTime localUtc, DateTime? serviceUtc, TimeSpan duration)
{
    /// <summary>The clock of a gateway, which may set the Date header, may differ by some seconds from the service's clock.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(20);

    /// <summary>The date of the response, or the local time when it has none.</summary>
    public DateTime ArrivedUtc => serviceUtc ?? localUtc;

    /// <summary>Whether the request was in flight at this time, by either clock.</summary>
    public bool Includes(DateTime utc) => Includes(utc, localUtc) || (serviceUtc is { } at && Includes(utc, at));

    private bool Includes(DateTime utc, DateTime atUtc) => utc - atUtc <= Tolerance && atUtc - utc <= duration + Tolerance;
}
