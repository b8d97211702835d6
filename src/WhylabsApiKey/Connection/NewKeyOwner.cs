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
            return record.Owner is null && record.Email is null
                ? null
                : throw new WhylabsApiException(
                    WhylabsErrorId.UnsupportedInVersion,
                    "A key that is created in v1 belongs to the token that creates it: omit -UserId and -Email.");
        }

        if (record.Owner is not null)
            return Identifier.CheckNewOwner(record.Owner);
        if (record.Email is null)
            throw InputErrors.OwnerMissing(record.Row);

        // The service does not check that a user exists. A user with an email address exists.
        return command.People.MembersWith(orgId!, record.Email) is [var user]
            ? Identifier.CheckNewOwner(user)
            : throw new WhylabsApiException(
                WhylabsErrorId.MemberNotFound, $"Several users of {orgId} have the email address {PlainText.Of(record.Email)}.");
    }
}
