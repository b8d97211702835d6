using System.Management.Automation;
using WhylabsApiKey.Input;

namespace WhylabsApiKey.Listing;

/// <summary>Selects keys of a list by everything but their owner.</summary>
internal sealed class KeyFilter(string? alias, double? expiringWithinDays, double? unusedForDays, bool includeRevoked)
{
    private readonly WildcardPattern? _alias = alias is null ? null : WildcardPatternAttribute.Compile(alias);

    /// <summary>The exact alias of a row.</summary>
    public string? ExactAlias { get; init; }

    public bool OnlyExpired { get; init; }

    public bool OnlyNeverExpiring { get; init; }

    /// <summary>Whether the owner must not be a member. A list of keys does not contain this.</summary>
    public bool OnlyOrphaned { get; init; }

    /// <summary>Whether the filter needs the last use, which only the list of a whole organization has.</summary>
    public bool NeedsLastUse => unusedForDays is not null;

    /// <summary>Refuses filters that the lists of this version do not support.</summary>
    /// <param name="hasOwners">Whether the owners of the keys are given.</param>
    /// <param name="isOfRow">Whether a row gives them.</param>
    public void Check(ServiceVersion version, bool hasOwners, bool isOfRow)
    {
        if (hasOwners && isOfRow && !version.HasOwners)
            throw InputErrors.Refused($"it names an owner, and the list of {version.Name} has no owners");
        if (((hasOwners || OnlyOrphaned) && !version.HasOwners)
            || (NeedsLastUse && !version.ReturnsLastUse)
            || (includeRevoked && !version.ListsRevokedKeys))
        {
            throw new WhylabsApiException(
                WhylabsErrorId.UnsupportedInVersion,
                $"The list of {version.Name} has no owners, no last use and no revoked keys: "
                + "it does not support -UserId, -Email, -Orphaned, -UnusedForDays and -IncludeRevoked.");
        }

        if (new[] { OnlyExpired, OnlyNeverExpiring, expiringWithinDays is not null }.Count(isOn => isOn) > 1)
        {
            throw new WhylabsApiException(
                WhylabsErrorId.IncompatibleFilters, "-Expired, -NeverExpires and -ExpiringWithinDays exclude each other.");
        }

        if (includeRevoked && (!hasOwners || NeedsLastUse))
        {
            throw new WhylabsApiException(
                WhylabsErrorId.IncompatibleFilters,
                "-IncludeRevoked needs -UserId or -Email, and does not go with -UnusedForDays: "
                + "only the list of a user's keys has the revoked ones, and only the organization's has the last use.");
        }
    }

    public bool Accepts(ApiKey key) =>
        (includeRevoked || !key.Revoked)
        && (ExactAlias is null || ExactAlias == key.Alias)
        && _alias?.IsMatch(key.Alias ?? "") != false
        && (!OnlyExpired || key.Expired)
        && (!OnlyNeverExpiring || key.NeverExpires)
        && (expiringWithinDays is not { } within || (!key.Expired && key.ExpiresInDays <= within))
        && (unusedForDays is not { } unused || key.IdleDays >= unused);
}
