using System.Runtime.CompilerServices;

namespace WhylabsApiKey.Tests.Support;

/// <summary>The fixture of tests that change the environment variables of this process. No other test runs at the same time.</summary>
[CollectionDefinition(nameof(ProcessEnvironment), DisableParallelization = true)]
public sealed class ProcessEnvironment : IDisposable
{
    private readonly Dictionary<string, string?> _before = new[]
    {
        "WHYLABS_API_KEY", "WHYLABS_DEFAULT_ORG_ID", "WHYLABS_API_ENDPOINT", "WHYLABS_PRIVATE_API_ENDPOINT", "WHYLABS_API_VERSION",
    }.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    // SandboxFixture sets one of the variables when it is loaded. This must happen before the variables are saved.
    static ProcessEnvironment() => RuntimeHelpers.RunClassConstructor(typeof(SandboxFixture).TypeHandle);

    /// <summary>Sets the specified variables of the module and removes all others.</summary>
    public void Set(params (string Name, string? Value)[] variables)
    {
        foreach (string name in _before.Keys)
            Environment.SetEnvironmentVariable(name, null);
        foreach ((string name, string? value) in variables)
            Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose()
    {
        foreach ((string name, string? value) in _before)
            Environment.SetEnvironmentVariable(name, value);
    }
}
