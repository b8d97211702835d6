namespace WhylabsApiKey;

/// <summary>Where a client's messages for people go. Called from any thread; must not block.</summary>
public interface IMessageSink
{
    /// <summary>Whether debug messages are shown at all; if not, none need be composed.</summary>
    bool ShowsDebug { get; }

    void Write(MessageKind kind, string text);
}
