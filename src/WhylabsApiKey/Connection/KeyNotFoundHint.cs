using System.Management.Automation;
using WhylabsApiKey.Errors;

namespace WhylabsApiKey.Connection;

/// <summary>Explains why a key is not found if an alias or a pattern was given instead of its id.</summary>
internal static class KeyNotFoundHint
{
    /// <summary>The sentence after the message; empty if the id may be right.</summary>
    public static string Of(ConnectionCommand command, string keyId, string? orgId)
    {
        if (command.Keys.FindByAlias(keyId, command.Address.Endpoint) is { } key)
        {
            string? pasted = SuggestedCommand.GetByAlias(command.Address.Endpoint, command.Address.ApiVersion, orgId, keyId);
            return $" This id is the alias of API key {PlainText.Exact(key.KeyId)}." + (pasted is null ? "" : $" To look it up: {pasted}");
        }

        return WildcardPattern.ContainsWildcardCharacters(keyId) ? " A key id is compared exactly; only -Alias takes wildcards." : "";
    }

    public static async Task<ApiKey> WithHint(this Task<ApiKey> call, string hint)
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (WhylabsApiException e) when (hint.Length > 0 && e.ErrorId == WhylabsErrorId.KeyNotFound)
        {
            throw e.With(hint);
        }
    }
}
