using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace WhylabsApiKey.Core.Tests.Support;

/// <summary>
/// The environment of the tests in each project that compiles this file, whatever the caller's is. It is set before the
/// first test runs, and the processes that tests start inherit it.
/// </summary>
internal static class TestEnvironment
{
    private static readonly Dictionary<string, string?> Expected = new(StringComparer.OrdinalIgnoreCase)
    {
        ["HTTP_PROXY"] = null,
        ["HTTPS_PROXY"] = null,
        ["ALL_PROXY"] = null,
        ["NO_PROXY"] = null,
        ["NO_COLOR"] = null,
        ["LC_ALL"] = null,
        ["LC_CTYPE"] = null,
        ["LANGUAGE"] = null,
        ["LANG"] = "C.UTF-8",
        ["TERM"] = "xterm",
        ["TZ"] = "UTC",
    };

    [ModuleInitializer]
    public static void Set()
    {
        // Of proxies there may be one in small and another in capital letters.
        foreach (string name in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => (string)variable.Key))
        {
            if (Expected.ContainsKey(name) || name.StartsWith("WHYLABS_", StringComparison.OrdinalIgnoreCase))
                Environment.SetEnvironmentVariable(name, null);
        }

        foreach ((string name, string? value) in Expected)
            Environment.SetEnvironmentVariable(name, value);
        TimeZoneInfo.ClearCachedData();
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
    }
}
