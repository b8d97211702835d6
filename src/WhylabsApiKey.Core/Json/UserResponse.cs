using System.Text.Json;

namespace WhylabsApiKey.Core.Json;

/// <summary>A user on the wire.</summary>
internal sealed class UserResponse
{
    public string? UserId { get; set => field = Once.Set(field, value, "A user"); }

    public string? Email { get; set => field = Once.Set(field, value, "A user"); }

    /// <summary>Returns the user. Throws if the response is about another user than the requested one.</summary>
    /// <param name="userId">The requested id; null for any.</param>
    /// <param name="email">The requested email address; null for any.</param>
    public PlatformUser ToUser(string? userId, string? email)
    {
        if (string.IsNullOrWhiteSpace(UserId))
            throw new JsonException("The user has no userId.");
        if (userId is not null && userId != UserId)
            throw new MismatchedResponseException($"The response is about another user, {UserId}.");
        return email is null || string.Equals(email, Email, StringComparison.OrdinalIgnoreCase)
            ? new PlatformUser(UserId!, string.IsNullOrWhiteSpace(Email) ? null : Email)
            : throw new MismatchedResponseException("The response is about a user with another email address.");
    }
}
