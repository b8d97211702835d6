namespace WhylabsApiKey.Core.Tests.Support;

internal sealed class RecordingSink(bool showsDebug = false) : IMessageSink
{
    public List<(MessageKind Kind, string Text)> Messages { get; } = [];

    public bool Shows(MessageKind kind) => kind != MessageKind.Debug || showsDebug;

    public string All => string.Join("\n", Messages.Select(message => message.Text));

    public void Write(MessageKind kind, string text) => Messages.Add((kind, text));
}
