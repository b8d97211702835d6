namespace WhylabsApiKey;

/// <summary>A user's membership in an organization.</summary>
/// <param name="Email">As the service has it, or empty; compared without regard to case.</param>
internal sealed record OrganizationMember(string UserId, string Email);
