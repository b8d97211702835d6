namespace WhylabsApiKey;

/// <summary>The clock of a service, according to its last response.</summary>
/// <param name="Utc">The service's time now, in UTC.</param>
/// <param name="Difference">The service's clock minus the local clock. A few seconds are within the measuring error.</param>
internal sealed record ServiceTime(DateTime Utc, TimeSpan Difference);
