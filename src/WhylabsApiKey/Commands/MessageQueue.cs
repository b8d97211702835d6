using System.Collections.Concurrent;
using System.Management.Automation;

namespace WhylabsApiKey.Commands;

/// <summary>
/// What the work of a command has to say, until the pipeline thread writes it: verbose and debug messages in their order,
/// and warnings, each once.
/// </summary>
internal sealed class MessageQueue(ActionPreference verbose, ActionPreference debug) : IMessageSink, IDisposable
{
    // Most commands have nothing to say.
    private readonly Lazy<BlockingCollection<(MessageKind Kind, string? Text)>> _messages = new(() => []);
    private readonly Queue<(MessageKind Kind, string? Text)> _held = new();
    private readonly List<string> _warnings = [];
    private int _warned;

    /// <summary>Whether a verbose or debug message may end the command, or ask whether to go on.</summary>
    public bool MayEndCommand => MayEnd(verbose) || MayEnd(debug);

    // Verbose messages are shown as debug messages when only those are.
    public bool Shows(MessageKind kind) =>
        kind == MessageKind.Warning || IsShown(debug) || (kind == MessageKind.Verbose && IsShown(verbose));

    public void Write(MessageKind kind, string text)
    {
        if (kind != MessageKind.Warning)
        {
            _messages.Value.Add((kind, text));
            return;
        }

        // Each client of a command may find the same.
        lock (_warnings)
        {
            if (!_warnings.Contains(text))
                _warnings.Add(text);
        }
    }

    /// <summary>A message without a text, so that whoever waits looks again.</summary>
    public void Wake() => _messages.Value.Add(default);

    public (MessageKind Kind, string? Text) Next() => _messages.Value.Take();

    /// <summary>Waits for the next message, and keeps it for later.</summary>
    public void HoldNext() => _held.Enqueue(Next());

    public (MessageKind Kind, string? Text)? TryNext() =>
        _held.Count > 0 ? _held.Dequeue()
        : _messages.IsValueCreated && _messages.Value.TryTake(out (MessageKind, string?) message) ? message
        : null;

    public string? TryNextWarning()
    {
        lock (_warnings)
            return _warned < _warnings.Count ? _warnings[_warned++] : null;
    }

    public void Dispose()
    {
        if (_messages.IsValueCreated)
            _messages.Value.Dispose();
    }

    private static bool IsShown(ActionPreference preference) =>
        preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    private static bool MayEnd(ActionPreference preference) => IsShown(preference) && preference != ActionPreference.Continue;
}
