namespace WhylabsApiKey;

/// <summary>What the platform knows of an owner who is not a member of the key's organization.</summary>
public enum ApiKeyOwnerStatus
{
    /// <summary>The platform knows the user, who is not a member: in most cases a person who has left.</summary>
    NotMember,

    /// <summary>The platform knows no user with this id: a service, or a mistyped id.</summary>
    Unknown,
}
