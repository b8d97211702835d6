namespace WhylabsApiKey;

/// <summary>A user's membership in an organization.</summary>
/// <param name="Email">The email address as the service returns it, or empty. Comparisons ignore case.</param>
internal sealed record OrganizationMember(string UserId, string Email);
