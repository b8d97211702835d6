namespace WhylabsApiKey;

/// <summary>The clock of a service, as its last response told it.</summary>
/// <param name="Utc">The service's time now, in UTC.</param>
/// <param name="Difference">The service's clock minus the local one; a difference of some seconds means nothing.</param>
internal sealed record ServiceTime(DateTime Utc, TimeSpan Difference);
