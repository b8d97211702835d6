namespace WhylabsApiKey;

/// <summary>Addresses of the service, compared: host names without regard to case, and with or without a slash at the end.</summary>
internal sealed class Endpoints : IEqualityComparer<Uri>
{
    public static readonly IEqualityComparer<Uri> Comparer = new Endpoints();

    private Endpoints()
    {
    }

    /// <summary>Whether two addresses are the same service's.</summary>
    public static bool AreSame(Uri one, Uri other) => one.IsAbsoluteUri && other.IsAbsoluteUri
        && Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
        && one.AbsolutePath.TrimEnd('/') == other.AbsolutePath.TrimEnd('/');

    /// <summary>The one spelling of an address: without a slash at the end of its path.</summary>
    public static Uri Normalize(Uri address) =>
        address.AbsolutePath.Length > 1 && address.AbsolutePath.EndsWith("/", StringComparison.Ordinal)
            ? new Uri(address.GetLeftPart(UriPartial.Path).TrimEnd('/'))
            : address;

    public bool Equals(Uri one, Uri other) => ReferenceEquals(one, other) || AreSame(one, other);

    public int GetHashCode(Uri address) => StringComparer.OrdinalIgnoreCase.GetHashCode(address.Host);
}
