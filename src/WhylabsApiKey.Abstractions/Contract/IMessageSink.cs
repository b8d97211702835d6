namespace WhylabsApiKey;

/// <summary>Receives the messages of a client for people. Called from any thread; must not block.</summary>
internal interface IMessageSink
{
    /// <summary>Whether messages of a kind are shown; the client composes no others.</summary>
    bool Shows(MessageKind kind);

    void Write(MessageKind kind, string text);
}
