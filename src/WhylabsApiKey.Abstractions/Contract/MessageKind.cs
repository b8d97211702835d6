namespace WhylabsApiKey;

/// <summary>The stream a message belongs to.</summary>
internal enum MessageKind
{
    Verbose,
    Debug,
    Warning,

    /// <summary>What is waited for at the moment; an empty text when the wait is over.</summary>
    Progress,
}
