using System.Management.Automation;

namespace WhylabsApiKey.Pipeline;

/// <summary>
/// The messages of a command's work, until the pipeline thread writes them: first the latest progress, then verbose and debug messages
/// in their order, then each warning once. After a change is confirmed, warnings and messages that may end the command wait until its
/// outcome is written.
/// </summary>
internal sealed class MessageQueue(ActionPreference verbose, ActionPreference debug, bool showsProgress = false) : IMessageSink, IDisposable
{
    private readonly Queue<(MessageKind Kind, string Text)> _messages = new();
    private readonly List<string> _warnings = [];
    private readonly SemaphoreSlim _signal = new(0);
    private string? _progress;
    private int _warningsGiven;
    private int _openScopes;
    private bool _isHolding;

    /// <summary>Whether there may be messages to write while the command waits.</summary>
    public bool ShowsMessagesNow => Shows(MessageKind.Verbose) && !HoldsMessages;

    /// <summary>Whether a verbose or debug message may end the command.</summary>
    public bool MayEndCommand => verbose.MayEndCommand() || debug.MayEndCommand();

    private bool HoldsMessages => _isHolding && MayEndCommand;

    // If only debug messages are shown, verbose messages are written to the debug stream.
    public bool Shows(MessageKind kind) => kind switch
    {
        MessageKind.Warning => true,
        MessageKind.Progress => showsProgress,
        MessageKind.Verbose => verbose.IsShown() || debug.IsShown(),
        _ => debug.IsShown(),
    };

    public void Write(MessageKind kind, string text)
    {
        lock (_messages)
        {
            if (kind == MessageKind.Progress)
                _progress = text;
            else if (kind != MessageKind.Warning)
                _messages.Enqueue((kind, text));

            // Several requests of a command may meet the same condition.
            else if (!_warnings.Contains(text))
                _warnings.Add(text);
        }

        Signal();
    }

    /// <summary>Ends one <see cref="Wait"/>, as each message does.</summary>
    public void Signal() => _signal.Release();

    public void Wait() => _signal.Wait();

    /// <summary>The next message to write; null if there is none, or if the rest is held.</summary>
    public (MessageKind Kind, string Text)? Next()
    {
        lock (_messages)
        {
            if (_progress is { } progress)
            {
                _progress = null;
                return (MessageKind.Progress, progress);
            }

            if (_messages.Count > 0 && !HoldsMessages)
                return _messages.Dequeue();
            return _warningsGiven < _warnings.Count && !_isHolding ? (MessageKind.Warning, _warnings[_warningsGiven++]) : null;
        }
    }

    /// <summary>Opens a scope, at whose end the outcome of its changes has been written.</summary>
    public void OpenScope() => _openScopes++;

    /// <summary>Begins to hold messages: a change has been confirmed.</summary>
    public void Hold()
    {
        if (_openScopes == 0)
            throw new InvalidOperationException("A change needs a scope that writes its outcome.");
        _isHolding = true;
    }

    /// <summary>Ends a scope. With the last one, or with an error that ends the command, the queue no longer holds messages.</summary>
    public void CloseScope(bool hasFailed = false)
    {
        _openScopes--;
        if (_openScopes == 0 || hasFailed)
            _isHolding = false;
    }

    public void Dispose() => _signal.Dispose();
}
