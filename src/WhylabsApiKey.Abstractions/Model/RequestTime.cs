namespace WhylabsApiKey;

/// <summary>When a request was in flight, by the local clock and by that of the service.</summary>
/// <param name="localUtc">The local clock when the response arrived.</param>
/// <param name="serviceUtc">The clock of the response; null when it had none.</param>
/// <param name="duration">From the request to the response.</param>
internal sealed class RequestTime(DateTime localUtc, DateTime? serviceUtc, TimeSpan duration)
{
    /// <summary>A gateway that writes the Date header may be some seconds off the service, which writes the times of keys.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(20);

    /// <summary>The clock of the response; the local one when it had none.</summary>
    public DateTime ArrivedUtc => serviceUtc ?? localUtc;

    /// <summary>Whether a time is within the request by one of the clocks.</summary>
    public bool Includes(DateTime utc) => Includes(utc, localUtc) || (serviceUtc is { } at && Includes(utc, at));

    private bool Includes(DateTime utc, DateTime atUtc) => utc - atUtc <= Tolerance && atUtc - utc <= duration + Tolerance;
}
