using WhylabsApiKey.Connection;
using WhylabsApiKey.Input;
using WhylabsApiKey.Pipeline;

namespace WhylabsApiKey.Listing;

/// <summary>Lists organizations one after the other, with progress. If one of several fails, the others follow.</summary>
internal sealed class OrganizationLists(ConnectionCommand command)
{
    private readonly TargetProgress _progress = new(command, TargetProgress.ListActivity);
    private bool? _isAccepted;
    private bool _hasListed;

    /// <param name="list">Lists one organization. The second argument is whether there are several.</param>
    public void Add(PipelineRecord record, Action<string?, bool> list)
    {
        string?[] orgIds = record.OrgIds.Count == 0 ? [null] : [.. record.OrgIds.Distinct(StringComparer.Ordinal)];
        bool isOneOfSeveral = orgIds.Length > 1 || record.Row?.IsOnlyOrganization == true;
        _progress.Known += orgIds.Length;
        foreach (string? orgId in orgIds)
        {
            _progress.Watch.Start();
            command.ForTarget(orgId ?? command.Caller.OrgId, () => List(orgId, isOneOfSeveral, list));
            _progress.Watch.Stop();
            if (isOneOfSeveral)
                _progress.Advance();
        }
    }

    public void Complete() => _progress.End();

    private void List(string? orgId, bool isOneOfSeveral, Action<string?, bool> list)
    {
        try
        {
            list(orgId, isOneOfSeveral);
            _hasListed = true;
        }
        catch (WhylabsApiException e) when (isOneOfSeveral && IsAboutOrganization(e))
        {
            command.WriteError(command.ToErrorRecord(e, orgId));
        }
        catch (WhylabsApiException e) when (command.MayEndCommand(e))
        {
            _progress.End();
            throw;
        }
    }

    // The service sends the same error for a token without rights to the organization and for an invalid token.
    private bool IsAboutOrganization(WhylabsApiException error) => error.ErrorId switch
    {
        WhylabsErrorId.LastUseNotRecorded => true,
        WhylabsErrorId.RouteNotFound => _hasListed,
        WhylabsErrorId.Forbidden => _isAccepted ??= IsAccepted(),
        _ => false,
    };

    private bool IsAccepted()
    {
        try
        {
            return command.Wait(command.Client.ValidateAsync(command.Cancellation)).Valid;
        }
        catch (WhylabsApiException)
        {
            return false;
        }
    }
}
