namespace WhylabsApiKey;

/// <summary>The PowerShell stream that a message is written to.</summary>
internal enum MessageKind
{
    Verbose,
    Debug,
    Warning,
}
