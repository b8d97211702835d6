using System.Text.Json.Serialization;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>A user's membership in an organization, as it is on the wire.</summary>
/// <param name="Role"><c>ADMIN</c>, <c>MEMBER</c> or <c>VIEWER</c>.</param>
/// <param name="Default">Whether it is the organization that the user's dashboard opens with.</param>
public sealed record Member(string OrgId, string Role, string UserId, string Email, bool Default = false)
{
    /// <summary>Whether a SAML claim makes the user a member; some lists leave such members out.</summary>
    [JsonIgnore]
    public bool ByClaim { get; init; }
}
