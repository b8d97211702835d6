using System.Management.Automation.Language;
using WhylabsApiKey.Input;

namespace WhylabsApiKey.Errors;

/// <summary>
/// Commands for people to paste. Each has the service, the version and the organization of the failed call, because
/// the session may have changed. Null if an id contains characters that cannot be shown, or that the commands refuse.
/// </summary>
internal static class SuggestedCommand
{
    public static string? Get(Uri endpoint, ApiVersion version, string? orgId, string? userId) =>
        Compose("Get-WhylabsApiKey", endpoint, version, orgId, userId, keyId: null);

    public static string? GetByAlias(Uri endpoint, ApiVersion version, string? orgId, string alias) =>
        Compose("Get-WhylabsApiKey", endpoint, version, orgId, userId: null, keyId: null, Completion.Pattern(alias));

    /// <summary>Revokes a key. Without the owner, the command looks the key up.</summary>
    public static string? Revoke(Uri endpoint, ApiVersion version, string? orgId, string? userId, string? keyId) =>
        Compose("Revoke-WhylabsApiKey", endpoint, version, orgId, IsUsable(userId) ? userId : null, keyId);

    /// <summary>The advice after a create of unknown outcome; empty for other errors.</summary>
    public static string After(WhylabsApiException exception)
    {
        if (exception.UnknownCreate is not var (endpoint, version, orgId, userId))
            return "";
        string advice = exception.CandidateKeyIds.Count == 0
            ? "Before you create another, look for it"
            : "Another caller may have created a key at the same moment. Before you create another key or revoke one, look at them";
        return Get(endpoint, version, orgId, userId) is { } command ? $" {advice}: {command}" : $" {advice}.";
    }

    public static string Quoted(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    // Whether a command accepts the id, and people can read it.
    private static bool IsUsable(string? id) => id is not null && PlainText.IsShowable(id) && Identifier.IsSound(id);

    private static string? Compose(
        string command, Uri endpoint, ApiVersion version, string? orgId, string? userId, string? keyId, string? alias = null)
    {
        (string Name, string? Value)[] arguments =
            [("KeyId", keyId), ("UserId", userId), ("Alias", alias), ("OrgId", orgId), ("Endpoint", endpoint.AbsoluteUri)];
        var given = arguments.Where(argument => argument.Value is not null).ToList();
        return given.TrueForAll(argument =>
            argument.Name is "Alias" or "Endpoint" ? PlainText.IsShowable(argument.Value!) : IsUsable(argument.Value))
            ? $"{command}{string.Concat(given.Select(argument => $" -{argument.Name} {Quoted(argument.Value!)}"))} -ApiVersion {version}"
            : null;
    }
}
