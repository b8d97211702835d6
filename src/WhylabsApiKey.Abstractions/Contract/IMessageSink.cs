namespace WhylabsApiKey;

/// <summary>Receives a client's verbose, debug and warning messages. Any thread may call it, so it must not block.</summary>
internal interface IMessageSink
{
    /// <summary>Whether messages of this kind are shown. The client formats only messages that are shown.</summary>
    bool Shows(MessageKind kind);

    void Write(MessageKind kind, string text);
}
