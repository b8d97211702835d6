namespace WhylabsApiKey;

/// <summary>The name of an organization in a message.</summary>
internal static class OrganizationName
{
    /// <param name="orgId">Null for the organization of the calling key.</param>
    public static string Of(string? orgId) => orgId ?? "the calling key's organization";
}
