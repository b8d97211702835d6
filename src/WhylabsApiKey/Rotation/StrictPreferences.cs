using System.Collections;
using System.Management.Automation;

namespace WhylabsApiKey.Rotation;

/// <summary>
/// Preference variables with which each error ends a script and each change is made. While an object of this type exists, they are
/// set in the global scope, because the functions of other modules read that scope.
/// </summary>
internal sealed class StrictPreferences : IDisposable
{
    private const string DefaultValues = "PSDefaultParameterValues";
    private static readonly string[] Silencers = ["ErrorAction", "ea", "WhatIf", "wi"];

    private readonly PSVariableIntrinsics _variables;
    private readonly List<(string Name, object? Value)> _before = [];

    public StrictPreferences(SessionState caller)
    {
        _variables = caller.PSVariable;
        Defaults = WithoutSilencers(_variables.GetValue(DefaultValues) as IDictionary);
        Variables =
        [
            new("ErrorActionPreference", ActionPreference.Stop),
            new("PSNativeCommandUseErrorActionPreference", true),
            new("WhatIfPreference", false),
            new(DefaultValues, Defaults),
        ];
        try
        {
            foreach (PSVariable variable in Variables)
            {
                string name = $"global:{variable.Name}";
                object? before = _variables.GetValue(name);
                _variables.Set(name, variable.Value);
                _before.Add((name, before));
            }
        }
        catch (SessionStateException)
        {
            // A variable is read-only.
            Dispose();
            throw;
        }
    }

    /// <summary>The default parameter values, without those that silence errors or make previews of changes.</summary>
    public Hashtable Defaults { get; }

    /// <summary>The variables, for a script that may have others in a scope of its own.</summary>
    public IReadOnlyList<PSVariable> Variables { get; }

    public void Dispose()
    {
        foreach ((string name, object? value) in _before)
        {
            if (value is null)
                _variables.Remove(name);
            else
                _variables.Set(name, value);
        }
    }

    private static Hashtable WithoutSilencers(IDictionary? defaults)
    {
        var kept = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in defaults ?? kept)
        {
            string key = $"{entry.Key}";
            if (!Silencers.Contains(key.Substring(key.LastIndexOf(':') + 1).Trim(), StringComparer.OrdinalIgnoreCase))
                kept[key] = entry.Value;
        }

        return kept;
    }
}
