namespace WhylabsApiKey.Errors;

/// <summary>The parts of a failed call that the advice depends on.</summary>
/// <param name="Verb">The verb of the command.</param>
/// <param name="Version">The version of the service; null where it is not known yet.</param>
internal sealed record FailedCall(string Verb, ServiceVersion? Version, Func<string, bool> IsGiven)
{
    /// <param name="case">A version such as v1, a parameter that is given, such as -OrgId, or some verbs.</param>
    public bool IsIn(string @case) => @case[0] switch
    {
        'v' => Version?.Name == @case,
        '-' => IsGiven(@case.Substring(1)),
        _ => @case.Split([", "], StringSplitOptions.None).Contains(Verb),
    };
}
