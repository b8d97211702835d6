namespace WhylabsApiKey.Errors;

/// <summary>
/// Writes the commands that people paste from a message. They name the service, organization and version of the call that the
/// message is about: what the next shell uses by default may be others. There is none for an id that cannot be shown as it is.
/// </summary>
internal sealed class SuggestedCommand(Uri endpoint, ApiVersion version, string? orgId)
{
    public string? Revoke(string keyId, string? owner) => Write("Revoke-WhylabsApiKey", ("KeyId", keyId), ("UserId", owner));

    private string? Write(string name, params (string Parameter, string? Value)[] arguments)
    {
        (string Parameter, string Value)[] given =
        [
            .. arguments.Append(("OrgId", orgId)).Append(("Endpoint", endpoint.AbsoluteUri)).Append(("ApiVersion", $"{version}"))
                .Where(argument => argument.Item2 is not null).Select(argument => (argument.Item1, argument.Item2!)),
        ];
        return given.All(argument => PlainText.IsShowable(argument.Value))
            ? name + string.Concat(given.Select(argument => $" -{argument.Parameter} {PlainText.Quoted(argument.Value)}"))
            : null;
    }
}
