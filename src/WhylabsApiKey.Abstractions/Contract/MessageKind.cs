namespace WhylabsApiKey;

/// <summary>The PowerShell stream that a message is written to.</summary>
internal enum MessageKind
{
    Verbose,
    Debug,
    Warning,

    /// <summary>The reason of a delay, as progress; empty when the delay ends.</summary>
    Progress,
}
