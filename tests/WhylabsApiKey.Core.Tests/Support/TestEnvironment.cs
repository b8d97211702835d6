using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace WhylabsApiKey.Core.Tests.Support;

/// <summary>
/// Sets the environment variables of the tests before the first test runs, so that the caller's environment has no effect. Processes
/// that tests start inherit them.
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
        // A proxy variable may exist in both lower and upper case.
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
