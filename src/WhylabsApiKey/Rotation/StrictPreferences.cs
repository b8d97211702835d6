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
    private readonly DefaultParameterDictionary _defaults;
    private readonly List<(string Name, object? Value)> _before = [];

    public StrictPreferences(SessionState caller)
    {
        _variables = caller.PSVariable;
        _defaults = WithoutSilencers(_variables.GetValue(DefaultValues) as IDictionary);
        try
        {
            // Another preference for errors is not changed: a module may look for something that is missing, and discard the error.
            Set(ErrorAction, ActionPreference.Continue, value => Preferences.Parse(value).IsShown());
            Set("WhatIfPreference", false, value => !LanguagePrimitives.IsTrue(value));
            Set("ConfirmPreference", ConfirmImpact.None, value => LanguagePrimitives.Equals(value, ConfirmImpact.None));
            Set(DefaultValues, _defaults, value => ReferenceEquals(value, _defaults));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The variables of a script in which each error ends the script.</summary>
    public IReadOnlyList<PSVariable> Variables =>
    [
        new(ErrorAction, ActionPreference.Stop),
        new("PSNativeCommandUseErrorActionPreference", true),
        new("WhatIfPreference", false),
        new("ConfirmPreference", ConfirmImpact.None),
        new(DefaultValues, _defaults),
    ];

    public void Dispose()
    {
        foreach ((string name, object? value) in _before)
            _variables.Set(name, value);
    }

    // In the scope of the caller only if that scope, or one between it and the global scope, has another value. The variable then keeps
    // the value that was visible, because the engine does not remove the preference variables of a function.
    private void Set(string name, object value, Func<object?, bool> isStrict)
    {
        object? visible = _variables.GetValue(name);
        object? global = _variables.GetValue("global:" + name);
        if (!isStrict(global))
            Change("global:" + name, global, value);
        if (!isStrict(_variables.GetValue(name)))
            Change("local:" + name, visible, value);
    }

    private void Change(string name, object? before, object value)
    {
        _variables.Set(name, value);
        _before.Add((name, before));
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
