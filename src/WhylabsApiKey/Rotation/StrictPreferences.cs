using System.Collections;
using System.Management.Automation;
using WhylabsApiKey.Connection;

namespace WhylabsApiKey.Rotation;

/// <summary>
/// Preference variables with which each error ends a script and each change is made. While an object of this type exists, they are
/// set in the global scope, because the functions of other modules read that scope.
/// </summary>
internal sealed class StrictPreferences : IDisposable
{
    private const string DefaultValues = "PSDefaultParameterValues";

    // Parameters, with their aliases, that hide an error or make a preview of a change.
    private static readonly string[] Silencers = ["ErrorAction", "ea", "WhatIf", "wi"];

    private readonly PSVariableIntrinsics _variables;
    private readonly List<(string Name, bool Existed, object? Value)> _before = [];

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
                Set($"global:{variable.Name}", variable.Value);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The default parameter values, without those that hide errors or make previews of changes.</summary>
    public DefaultParameterDictionary Defaults { get; }

    /// <summary>The variables, for a script that may have others in a scope of its own.</summary>
    public IReadOnlyList<PSVariable> Variables { get; }

    public void Dispose()
    {
        foreach ((string name, bool existed, object? value) in _before)
        {
            if (existed)
                _variables.Set(name, value);
            else
                _variables.Remove(name);
        }
    }

    private void Set(string name, object value)
    {
        PSVariable? before = _variables.Get(name);
        if (before is not null && LanguagePrimitives.Equals(before.Value, value))
            return;
        _before.Add((name, before is not null, before?.Value));
        try
        {
            _variables.Set(name, value);
        }
        catch
        {
            _before.RemoveAt(_before.Count - 1);
            throw;
        }
    }

    private static DefaultParameterDictionary WithoutSilencers(IDictionary? defaults)
    {
        var kept = new DefaultParameterDictionary();
        foreach (DictionaryEntry entry in defaults ?? kept)
        {
            if (!Array.Exists(Silencers, name => DefaultParameters.IsOf($"{entry.Key}", name)))
                kept[entry.Key] = entry.Value;
        }

        return kept;
    }
}
