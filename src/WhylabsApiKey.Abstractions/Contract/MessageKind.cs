namespace WhylabsApiKey;

/// <summary>The stream a message belongs to.</summary>
internal enum MessageKind
{
    Verbose,
    Debug,
    Warning,
}
