using System.Management.Automation;
using WhylabsApiKey.Connection;
using WhylabsApiKey.Views;

namespace WhylabsApiKey.Listing;

/// <summary>Writes the keys of an organization, or of some of its users.</summary>
internal sealed class KeyList(ConnectionCommand command, KeyFilter filter, string? orgId)
{
    // The type name of the view that groups by organization.
    private const string GroupedType = "WhylabsApiKey.ApiKey#ByOrganization";

    private IReadOnlyList<ApiKey>? _listed;

    /// <summary>Whether a table of the keys is grouped by organization.</summary>
    public bool IsGrouped { get; init; }

    public void Write(ListTarget target)
    {
        filter.Check(command.Address.Version, target.HasOwners, target.IsOfRow);
        if (target.Users is { } users)
            WriteOfUsers(users);
        else if (target.Emails is { } emails)
            WriteOfPeople(emails);
        else
            Write(ListOrganization());
    }

    private void WriteOfUsers(string[] users)
    {
        // A blank user must never select the whole organization.
        RefuseBlank(users, "The user id is empty.");
        users = [.. users.Distinct()];
        if (filter.NeedsLastUse)
        {
            Write(ListOrganization().Where(key => users.Contains(key.UserId, StringComparer.Ordinal)));
            return;
        }

        command.Allowance.Plan(users, _ => orgId, requestsPerTarget: 1);
        foreach (string userId in users)
            command.ForTarget(userId, () => Write(List(userId)));
    }

    private void WriteOfPeople(string[] emails)
    {
        RefuseBlank(emails, "The email address is empty.");

        // Two addresses may belong to one user, whose keys are listed once.
        var listed = new HashSet<string>(StringComparer.Ordinal);
        command.Allowance.Plan(emails, _ => orgId, requestsPerTarget: 1);
        foreach (string email in emails)
        {
            command.ForTarget(email, () =>
            {
                if (command.People.UsersWith(orgId!, email).Where(listed.Add).ToArray() is { Length: > 0 } users)
                    WriteOfUsers(users);
            });
        }
    }

    private static void RefuseBlank(string[] values, string message)
    {
        if (values.Length == 0 || Array.Exists(values, string.IsNullOrWhiteSpace))
            throw new WhylabsApiException(WhylabsErrorId.UserIdMissing, message);
    }

    private IReadOnlyList<ApiKey> ListOrganization()
    {
        IReadOnlyList<ApiKey> keys = _listed ??= List(userId: null);
        if (filter.NeedsLastUse && keys.Count > 0 && keys.All(key => key.LastUsedTime is null))
            throw new WhylabsApiException(WhylabsErrorId.LastUseNotRecorded, $"No key of {orgId} has a last use.");
        return keys;
    }

    private IReadOnlyList<ApiKey> List(string? userId)
    {
        IReadOnlyList<ApiKey> keys = command.Wait(command.Client.ListAsync(orgId, userId, command.Cancellation));
        if (keys.Count == 0)
            ExplainNone(userId);
        command.Keys.Add(keys);
        return keys;
    }

    // The service returns an empty list for an unknown organization or user too.
    private void ExplainNone(string? userId)
    {
        (string parameter, string? id) = userId is null ? ("OrgId", orgId) : ("UserId", userId);
        string place = command.Address.DescribeOrganization(orgId);
        if (id is not null && WildcardPattern.ContainsWildcardCharacters(id))
            command.Warn($"{parameter} {PlainText.Visible(id)} has no key: -{parameter} is compared exactly, and takes no wildcards.");
        else if (userId is null && orgId is not null && !command.Keys.HasOrganization(orgId))
            command.Warn($"There is no key in {place}. The service returns the same for an organization that does not exist.");
        else if (userId is null)
            command.WriteVerboseMessage($"There is no key in {place}.");
        else
            command.WriteVerboseMessage($"User {PlainText.Exact(userId)} has no key in {place}, or does not exist.");
    }

    private void Write(IEnumerable<ApiKey> keys)
    {
        IEnumerable<ApiKey> accepted = keys.Where(filter.Accepts);
        foreach (ApiKey key in filter.OnlyOrphaned ? new OrphanedKeys(command, orgId!).Among(accepted, keys) : accepted)
            command.WriteObject(IsGrouped ? Grouped(EmittedKey.Of(key)) : EmittedKey.Of(key));

        if (filter.ExactAlias is { } alias && !keys.Any(key => key.Alias == alias))
        {
            command.Warn(
                $"No key that was listed has the alias {PlainText.Visible(alias)}; the alias of a row is compared exactly.");
        }
    }

    private static PSObject Grouped(object key)
    {
        var grouped = PSObject.AsPSObject(key);
        grouped.TypeNames.Insert(0, GroupedType);
        return grouped;
    }
}
