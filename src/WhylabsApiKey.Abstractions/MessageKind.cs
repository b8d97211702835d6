namespace WhylabsApiKey;

/// <summary>The stream a message belongs to.</summary>
public enum MessageKind
{
    Verbose,
    Debug,
    Warning,
}
