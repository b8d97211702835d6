namespace WhylabsApiKey.Connection;

/// <summary>Whether a key works, until when, and when it was last used, according to one response.</summary>
internal readonly record struct KeyState(ApiKeyStatus Status, double ExpiresInDays, double? IdleDays, bool IsUsed)
{
    public static KeyState Of(ApiKey key) => new(key.Status, key.ExpiresInDays, key.IdleDays, key.LastUsedUtc is not null);

    /// <summary>Such as <c>active, expires in 9 days, last used 2 hours ago</c>.</summary>
    public override string ToString()
    {
        string life = Status switch
        {
            ApiKeyStatus.Revoked => "revoked",
            ApiKeyStatus.Expired => $"expired {RelativeTime.Of(ExpiresInDays)}",
            _ when double.IsInfinity(ExpiresInDays) => "active, never expires",
            _ => $"active, expires {RelativeTime.Of(ExpiresInDays)}",
        };
        string use = IdleDays is not { } days ? "" : IsUsed ? $", last used {RelativeTime.Of(-days)}" : ", never used";
        return life + use;
    }
}
