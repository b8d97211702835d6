using System.Runtime.CompilerServices;

namespace WhylabsApiKey.Tests.Support;

/// <summary>Tests that change the environment of this process, and so run while no other does.</summary>
[CollectionDefinition(nameof(ProcessEnvironment), DisableParallelization = true)]
public sealed class ProcessEnvironment : IDisposable
{
    private readonly Dictionary<string, string?> _before = new[]
    {
        "WHYLABS_API_KEY", "WHYLABS_DEFAULT_ORG_ID", "WHYLABS_API_ENDPOINT", "WHYLABS_PRIVATE_API_ENDPOINT", "WHYLABS_API_VERSION",
    }.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    // A fixture sets one of the variables, once: before what was there is looked at.
    static ProcessEnvironment() => RuntimeHelpers.RunClassConstructor(typeof(SandboxFixture).TypeHandle);

    /// <summary>The module's variables are those given, and no others.</summary>
    public void Is(params (string Name, string? Value)[] variables)
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
