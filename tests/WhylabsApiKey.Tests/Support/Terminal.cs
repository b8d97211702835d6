using System.Diagnostics;
using System.Text;

namespace WhylabsApiKey.Tests.Support;

/// <summary>Runs a program in a pseudo-terminal of 120 columns. Tests can type keys and wait for output.</summary>
internal sealed class Terminal : IAsyncDisposable
{
    // The program requests the cursor position and waits for the reply of the terminal.
    private const string CursorQuestion = "\e[6n";
    private const string CursorAnswer = "\e[1;1R";
    private static readonly TimeSpan WaitLimit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task _reading;
    private readonly StringBuilder _shown = new();
    private readonly Lock _gate = new();

    private Terminal(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    /// <summary>Whether this system has the program that creates a pseudo-terminal.</summary>
    public static bool Exists { get; } = OperatingSystem.IsLinux() && File.Exists("/usr/bin/script");

    public static Terminal Open(string program, string[] arguments, params (string Name, string? Value)[] environment)
    {
        // A test runner in the background ignores Ctrl+C, and child processes inherit that.
        string command = "stty rows 40 cols 120; exec env --default-signal=INT \"$PROGRAM\" $ARGUMENTS";
        ProcessStartInfo start = FreshProcess.StartInfo("script", ["-qefc", command, "/dev/null"], environment);
        start.RedirectStandardInput = true;
        start.Environment["PROGRAM"] = program;
        start.Environment["ARGUMENTS"] = string.Join(' ', arguments);
        start.Environment["TERM"] = "xterm-256color";
        return new Terminal(Process.Start(start)!);
    }

    public async Task TypeAsync(string keys)
    {
        await _process.StandardInput.WriteAsync(keys);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits until a text is shown, and discards the output up to its end.</summary>
    public async Task WaitForAsync(string text)
    {
        for (var watch = Stopwatch.StartNew(); !TryTake(text); await Task.Delay(20))
            Assert.True(watch.Elapsed < WaitLimit && !_reading.IsCompleted, $"'{text}' was not shown, but: {_shown}");
    }

    /// <summary>Types keys every few seconds until a text is shown.</summary>
    public async Task TypeUntilAsync(string keys, string text)
    {
        var watch = Stopwatch.StartNew();
        for (int typed = 0; !TryTake(text); await Task.Delay(20))
        {
            Assert.True(watch.Elapsed < WaitLimit && !_reading.IsCompleted, $"'{text}' was not shown, but: {_shown}");
            if (watch.Elapsed.TotalSeconds < 5 * typed)
                continue;
            typed++;
            await TypeAsync(keys);
        }
    }

    /// <summary>Types keys every few seconds until the program exits, and returns its exit code.</summary>
    public async Task<int> TypeUntilExitAsync(string keys)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < WaitLimit;)
        {
            await TypeAsync(keys);
            if (_process.WaitForExit(TimeSpan.FromSeconds(5)))
                return _process.ExitCode;
        }

        throw new TimeoutException($"The program did not exit, but showed: {_shown}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _reading;
        _process.Dispose();
    }

    private bool TryTake(string text)
    {
        lock (_gate)
        {
            int start = _shown.ToString().IndexOf(text, StringComparison.Ordinal);
            if (start >= 0)
                _shown.Remove(0, start + text.Length);
            return start >= 0;
        }
    }

    private async Task ReadAsync()
    {
        char[] one = new char[1];
        while (await _process.StandardOutput.ReadAsync(one) > 0)
        {
            bool isAsked;
            lock (_gate)
            {
                _shown.Append(one[0]);
                isAsked = one[0] == 'n' && _shown.ToString().EndsWith(CursorQuestion, StringComparison.Ordinal);
            }

            if (isAsked)
                await TypeAsync(CursorAnswer);
        }
    }
}
