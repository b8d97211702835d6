using System.Globalization;

namespace WhylabsApiKey.Connection;

/// <summary>
/// Warns of many requests. Each request counts against the allowance of the organization, as its uploads of data do.
/// </summary>
internal sealed class RequestAllowance
{
    private const int ManyRequests = 500;
    private const string Rule = "The service allows an organization 1,000 requests, and one more every 12 seconds. "
        + "The organization's own uploads draw on the same allowance.";

    private readonly ConnectionCommand _command;
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private bool _hasNewWarning;

    public RequestAllowance(ConnectionCommand command)
    {
        _command = command;
        Requests = new RequestCounter(
            ManyRequests, orgId => Warn(orgId, $"This command has sent {Number(ManyRequests)} requests"));
    }

    public RequestCounter Requests { get; }

    /// <summary>Such as <c>Get-WhylabsApiKey sent 3 requests.</c></summary>
    public string Summary =>
        $"{_command.MyInvocation.MyCommand.Name} sent {Number(Requests.Total)} {(Requests.Total == 1 ? "request" : "requests")}.";

    /// <summary>Warns before the first request if the targets need many requests to one organization.</summary>
    /// <param name="orgIdOf">The organization of a target; null or blank for the default.</param>
    public void Plan<T>(IReadOnlyCollection<T> all, Func<T, string?> orgIdOf, int requestsPerTarget)
    {
        // In a pipeline, the targets arrive one by one.
        if (all.Count * requestsPerTarget <= ManyRequests)
            return;
        foreach (IGrouping<string, T> targets in all.GroupBy(target => KeyOf(orgIdOf(target)), StringComparer.Ordinal))
        {
            int planned = targets.Count() * requestsPerTarget;
            if (planned > ManyRequests)
                Warn(targets.Key, $"This command will send about {Number(planned)} requests");
        }

        _command.Pump.WriteMessages();
    }

    /// <summary>Whether a warning was queued since the last call.</summary>
    public bool TakeNewWarning()
    {
        lock (_warned)
        {
            bool isNew = _hasNewWarning;
            _hasNewWarning = false;
            return isNew;
        }
    }

    // Warns once for each organization. Any thread may call this method.
    private void Warn(string orgId, string text)
    {
        lock (_warned)
        {
            if (!_warned.Add(orgId))
                return;
            _hasNewWarning = true;
        }

        string place = PlainText.Of(OrganizationName.Of(orgId.Length == 0 ? null : orgId));
        _command.Pump.Messages.Write(MessageKind.Warning, $"{text} to {place}. {Rule}");
    }

    private string KeyOf(string? orgId) => !string.IsNullOrWhiteSpace(orgId) ? orgId!
        : _command.Caller?.OrgId ?? _command.Caller?.OrgIdOfToken ?? "";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
