namespace WhylabsApiKey;

/// <summary>The public parts of a token: <c>{key id}.{secret}</c>, followed by <c>:{organization}</c> except on old tokens.</summary>
/// <param name="KeyId">Null for credentials of another form.</param>
/// <param name="OrgId">Null when the token has none; <c>0</c> is the operator's organization.</param>
internal sealed record TokenIdentity(string? KeyId, string? OrgId)
{
    private const int KeyIdLength = 10;

    // Private, so that it is not shown. In a token of another format, it may be a secret.
    private string Start { get; init; } = "";

    public bool IsOperator => OrgId == "0";

    /// <summary>Whether a key id may belong to this token, even if the token has another format.</summary>
    public bool IsOf(string keyId) => keyId.Trim() is { Length: > 0 } id && (id == KeyId || id == Start);

    public static TokenIdentity Of(string token)
    {
        int dot = token.Length > 0 && token[0] == '{' ? -1 : token.IndexOf('.');
        string start = dot < 0 ? "" : token.Substring(0, dot);
        int length = 0;
        while (length < token.Length && char.IsLetterOrDigit(token[length]))
            length++;
        if (length != KeyIdLength || length == token.Length || token[length] != '.')
            return new TokenIdentity(null, null) { Start = start };
        int colon = token.IndexOf(':');
        string? orgId = colon < 0 || colon == token.Length - 1 ? null : token.Substring(colon + 1);
        return new TokenIdentity(start, orgId) { Start = start };
    }
}
