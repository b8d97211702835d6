namespace WhylabsApiKey;

/// <summary>Where a client's messages for people go. Called from any thread; must not block.</summary>
public interface IMessageSink
{
    /// <summary>Whether messages of a kind are shown at all; if not, none need be composed.</summary>
    bool Shows(MessageKind kind);

    void Write(MessageKind kind, string text);
}
