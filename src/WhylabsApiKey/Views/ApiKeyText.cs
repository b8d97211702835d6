using System.Globalization;
using System.Management.Automation;

namespace WhylabsApiKey.Views;

/// <summary>
/// The texts of the views for one key or organization: the object, or its deserialized form from a job, a remote session or a
/// file. Relative times count from the response.
/// </summary>
public sealed class ApiKeyText
{
    private const double DaysThatAreSoon = 14;
    private const string Unknown = "unknown";

    private readonly PSObject _key;
    private readonly bool _colored;

    internal ApiKeyText(PSObject key, bool colored = false) => (_key, _colored) = (key, colored);

    /// <summary>The texts for an object: <c>Of[$_]</c>.</summary>
    public static ApiKeyTexts Of { get; } = new();

    public string Alias => Plain(nameof(ApiKey.Alias));

    public string KeyId => Plain(nameof(ApiKey.KeyId));

    public string UserId => Plain(nameof(ApiKey.UserId));

    /// <summary>The owner, with what the platform knows of one who is not a member.</summary>
    public string Owner => UserId + Value<ApiKeyOwnerStatus?>(nameof(ApiKey.OwnerStatus)) switch
    {
        ApiKeyOwnerStatus.NotMember => " (not a member)",
        ApiKeyOwnerStatus.Unknown => " (unknown)",
        _ => "",
    };

    public string OwnerEmail => Plain(nameof(ApiKey.OwnerEmail));

    public string OrgId => Plain(nameof(ApiKey.OrgId));

    public string ResourceId => Plain(nameof(ApiKey.ResourceId));

    public string Name => Plain(nameof(Organization.Name));

    public string Tier => Plain(nameof(Organization.Tier));

    public string ParentOrgId => Plain(nameof(Organization.ParentOrgId));

    public string EmailDomains => Plain(nameof(Organization.EmailDomains));

    /// <summary>The status; with colors green, yellow if the key expires soon, red if it expired, dim if it is revoked.</summary>
    public string Status
    {
        get
        {
            ApiKeyStatus? status = Value<ApiKeyStatus?>(nameof(ApiKey.Status));
            string color = status switch
            {
                ApiKeyStatus.Active => ExpiresInDays <= DaysThatAreSoon ? "\u001b[33m" : "\u001b[32m",
                ApiKeyStatus.Expired => "\u001b[31m",
                _ => "\u001b[2m",
            };
            return _colored ? $"{color}{status}\u001b[0m" : $"{status}";
        }
    }

    public string Scopes => PlainText.Of(string.Join(", ", Value<string[]>(nameof(ApiKey.Scopes)) ?? []));

    /// <summary>The relative expiry; "-" for a revoked key, because "Revoked in 2 months" looks like a plan.</summary>
    public string Expires => Value<ApiKeyStatus?>(nameof(ApiKey.Status)) == ApiKeyStatus.Revoked ? "-" : Expiry;

    private string Expiry => ExpiresInDays switch
    {
        null => Unknown,
        double.PositiveInfinity => "never",
        { } days => RelativeTime.Of(days),
    };

    /// <summary>"never used" only if the response would have a last use.</summary>
    public string LastUsed => Value<double?>(nameof(ApiKey.IdleDays)) switch
    {
        null => Unknown,
        _ when Time(nameof(ApiKey.LastUsedTime)) is null => "never used",
        { } days => RelativeTime.Of(-Math.Max(days, 0)),
    };

    public string CreationTime => Time(nameof(ApiKey.CreationTime)) ?? Unknown;

    public string ExpirationTime => Both(Time(nameof(ApiKey.ExpirationTime)), Expiry);

    public string LastUsedTime => Both(Time(nameof(ApiKey.LastUsedTime)), LastUsed);

    /// <summary>The lines above a new key: which key it replaces, and how to keep its secret.</summary>
    public string NewKey
    {
        get
        {
            string[] replaces = Replaces.Length == 0 ? [] : [$"Replaces {Replaces}."];
            string[] secret = IsSaved ? ["The secret went to -Save. It is in this object too, as Key."] :
            [
                "The secret is only in this object, as Key.",
                $"{SecretCommand} shows it, if the object is in a variable.",
                "If it is not, the secret is lost: revoke the key and create another.",
            ];
            return string.Join("\n   ", [.. replaces, .. secret]);
        }
    }

    /// <summary>Where the secret of a new key is, and how to get it.</summary>
    public string Secret =>
        $"{(IsSaved ? "where -Save stored it, and" : "only")} in this object, as Key; {SecretCommand} shows it";

    // False for a deserialized object.
    private bool IsSaved => _key.BaseObject is ApiKey { IsSaved: true };

    // A deserialized object has no methods.
    private string SecretCommand => _key.BaseObject is ApiKey ? "RevealKey()" : "ConvertFrom-SecureString -AsPlainText";

    /// <summary>The replaced key and its state; empty if the key replaces none.</summary>
    public string Replaces => Plain(nameof(ApiKey.Replaces)) is { Length: > 0 } keyId
        ? $"{keyId} ({(Value<bool>(nameof(ApiKey.ReplacedRevoked)) ? "revoked" : "still works")})"
        : "";

    private double? ExpiresInDays => Value<double?>(nameof(ApiKey.ExpiresInDays));

    private static string Both(string? time, string distance) => time is null ? distance : $"{time} ({distance})";

    private string Plain(string property) => PlainText.Of(Value<string>(property) ?? "");

    private string? Time(string property) => Value<DateTime?>(property)?.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    private T? Value<T>(string property) =>
        LanguagePrimitives.TryConvertTo(_key.Properties[property]?.Value, CultureInfo.InvariantCulture, out T? value) ? value : default;
}
