namespace WhylabsApiKey;

/// <summary>Addresses of the service.</summary>
internal static class Endpoints
{
    /// <summary>Whether two addresses are one service's, however their hosts are spelled and whether or not they end in a slash.</summary>
    public static bool AreSame(Uri one, Uri other) => one.IsAbsoluteUri && other.IsAbsoluteUri
        && Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
        && one.AbsolutePath.TrimEnd('/') == other.AbsolutePath.TrimEnd('/');
}
