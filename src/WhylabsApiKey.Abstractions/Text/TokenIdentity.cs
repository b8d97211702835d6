namespace WhylabsApiKey;

/// <summary>The public parts of a token: <c>{key id}.{secret}</c>, followed by <c>:{organization}</c> except on old tokens.</summary>
/// <param name="KeyId">Null for credentials of another form.</param>
/// <param name="OrgId">Null when the token has none; <c>0</c> is the operator's organization.</param>
internal sealed record TokenIdentity(string? KeyId, string? OrgId)
{
    private const int KeyIdLength = 10;

    public bool IsOperator => OrgId == "0";

    public static TokenIdentity Of(string token)
    {
        int length = 0;
        while (length < token.Length && char.IsLetterOrDigit(token[length]))
            length++;
        if (length != KeyIdLength || length == token.Length || token[length] != '.')
            return new TokenIdentity(null, null);
        int colon = token.IndexOf(':');
        string? orgId = colon < 0 || colon == token.Length - 1 ? null : token.Substring(colon + 1);
        return new TokenIdentity(token.Substring(0, KeyIdLength), orgId);
    }
}
