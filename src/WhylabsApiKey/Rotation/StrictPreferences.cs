using System.Collections;
using System.Management.Automation;
using WhylabsApiKey.Connection;
using WhylabsApiKey.Pipeline;

namespace WhylabsApiKey.Rotation;

/// <summary>
/// Preference variables that hide no error, preview no change and ask nothing. While an object of this type exists, they are set in the
/// scope of the caller and in the global scope, because functions and closures read these scopes.
/// </summary>
internal sealed class StrictPreferences : IDisposable
{
    private const string DefaultValues = "PSDefaultParameterValues";
    private const string ErrorAction = "ErrorActionPreference";

    // Parameters, with their aliases, that hide an error, preview a change, or ask whether to make it.
    private static readonly string[] Silencers = ["ErrorAction", "ea", "WhatIf", "wi", "Confirm", "cf"];

    private readonly PSVariableIntrinsics _variables;
    private readonly List<(string Name, bool Existed, object? Value)> _before = [];

    public StrictPreferences(SessionState caller)
    {
        _variables = caller.PSVariable;
        Defaults = WithoutSilencers(_variables.GetValue(DefaultValues) as IDictionary);
        try
        {
            SetIn("local:", visible: "");
            SetIn("global:", visible: "global:");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The default parameter values, without those that hide errors, preview changes, or ask.</summary>
    public DefaultParameterDictionary Defaults { get; }

    /// <summary>The variables of a script in which each error ends the script.</summary>
    public IReadOnlyList<PSVariable> Variables =>
    [
        new(ErrorAction, ActionPreference.Stop),
        new("PSNativeCommandUseErrorActionPreference", true),
        new("WhatIfPreference", false),
        new("ConfirmPreference", ConfirmImpact.None),
        new(DefaultValues, Defaults),
    ];

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

    /// <param name="visible">The prefix with which the value is read that applies in the scope.</param>
    private void SetIn(string scope, string visible)
    {
        // Another preference is not changed: a module may look for something that is missing, and discard the error.
        if (!Preferences.Parse(_variables.GetValue(visible + ErrorAction)).IsShown())
            Set(scope + ErrorAction, ActionPreference.Continue);
        Set(scope + "WhatIfPreference", false);
        Set(scope + "ConfirmPreference", ConfirmImpact.None);
        Set(scope + DefaultValues, Defaults);
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
