namespace WhylabsApiKey;

/// <summary>The PowerShell stream that a message is written to.</summary>
internal enum MessageKind
{
    Verbose,
    Debug,
    Warning,

    /// <summary>What is waited for at the moment; an empty text when the wait is over.</summary>
    Progress,
}
