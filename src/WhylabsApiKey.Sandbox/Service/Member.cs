using System.Text.Json.Serialization;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The JSON of a user's membership in an organization.</summary>
/// <param name="Role"><c>ADMIN</c>, <c>MEMBER</c> or <c>VIEWER</c>.</param>
/// <param name="Default">Whether this is the user's default organization.</param>
public sealed record Member(string OrgId, string Role, string UserId, string Email, bool Default = false)
{
    /// <summary>Whether the membership comes from a SAML claim. Some lists omit such members.</summary>
    [JsonIgnore]
    public bool ByClaim { get; init; }
}
