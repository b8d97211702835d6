namespace WhylabsApiKey;

/// <summary>Compares addresses of services. The comparison ignores the case of host names and a trailing slash.</summary>
internal sealed class Endpoints : IEqualityComparer<Uri>
{
    public static readonly IEqualityComparer<Uri> Comparer = new Endpoints();

    private Endpoints()
    {
    }

    /// <summary>Whether two addresses belong to the same service.</summary>
    public static bool AreSame(Uri one, Uri other) => one.IsAbsoluteUri && other.IsAbsoluteUri
        && Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
        && one.AbsolutePath.TrimEnd('/') == other.AbsolutePath.TrimEnd('/');

    /// <summary>Removes a trailing slash from the path of an address.</summary>
    public static Uri Normalize(Uri address) =>
        address.AbsolutePath.Length > 1 && address.AbsolutePath.EndsWith("/", StringComparison.Ordinal)
            ? new Uri(address.GetLeftPart(UriPartial.Path).TrimEnd('/'))
            : address;

    public bool Equals(Uri one, Uri other) => ReferenceEquals(one, other) || AreSame(one, other);

    public int GetHashCode(Uri address) => StringComparer.OrdinalIgnoreCase.GetHashCode(address.Host);
}
