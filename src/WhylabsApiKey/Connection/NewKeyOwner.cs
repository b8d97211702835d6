using WhylabsApiKey.Input;

namespace WhylabsApiKey.Connection;

/// <summary>The owner of a new key.</summary>
internal static class NewKeyOwner
{
    /// <summary>The user that a record names; null where keys have no owner.</summary>
    public static string? FindOwner(this ConnectionCommand command, PipelineRecord record, string? orgId)
    {
        if (!command.Address.Version.HasOwners)
        {
            const string Rule = "a key that is created in v1 belongs to the token that creates it";
            if (record.Owner is null && record.Email is null)
                return null;
            throw command.Arguments.FirstOf([ColumnNames.UserId, ColumnNames.Email]) is { } parameter
                ? new WhylabsApiException(WhylabsErrorId.UnsupportedInVersion, $"-{parameter} names an owner, but {Rule}: omit it.")
                : InputErrors.Refused($"it names an owner, but {Rule}");
        }

        if (record.Owner is not null)
            return Identifier.Check(ColumnNames.UserId, record.Owner);
        if (record.Email is null)
            throw InputErrors.OwnerMissing(record.Row);

        // The service does not check that a user id exists. A list of members confirms that the user exists.
        return command.People.MembersWith(orgId!, record.Email) is [var user]
            ? Identifier.Check(ColumnNames.UserId, user)
            : throw new WhylabsApiException(
                WhylabsErrorId.MemberNotFound,
                $"Several members of {orgId} have the email address {PlainText.Of(record.Email)}. Specify the owner with -UserId.");
    }
}
