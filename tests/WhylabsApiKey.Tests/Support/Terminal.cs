using System.Diagnostics;
using System.Text;

namespace WhylabsApiKey.Tests.Support;

/// <summary>A program in a pseudo-terminal of 120 columns: what it shows can be waited for, and keys can be typed.</summary>
internal sealed class Terminal : IAsyncDisposable
{
    // The program asks where the cursor is, and waits for the terminal to say so.
    private const string CursorQuestion = "\e[6n";
    private const string CursorAnswer = "\e[1;1R";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task _reading;
    private readonly StringBuilder _shown = new();
    private readonly Lock _gate = new();

    private Terminal(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    /// <summary>Whether this system has the program that gives others a pseudo-terminal.</summary>
    public static bool Exists { get; } = OperatingSystem.IsLinux() && File.Exists("/usr/bin/script");

    public static Terminal Open(string program, string[] arguments, params (string Name, string? Value)[] environment)
    {
        string command = "stty rows 40 cols 120; exec \"$PROGRAM\" $ARGUMENTS";
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

    /// <summary>Waits until a text is shown, and forgets what was shown up to its end.</summary>
    public async Task WaitForAsync(string text)
    {
        for (var watch = Stopwatch.StartNew(); !TryTake(text); await Task.Delay(20))
            Assert.True(watch.Elapsed < Patience && !_reading.IsCompleted, $"'{text}' was not shown, but: {_shown}");
    }

    /// <summary>Types keys, and again every few seconds, until a text is shown.</summary>
    public async Task TypeUntilAsync(string keys, string text)
    {
        var watch = Stopwatch.StartNew();
        for (int typed = 0; !TryTake(text); await Task.Delay(20))
        {
            Assert.True(watch.Elapsed < Patience && !_reading.IsCompleted, $"'{text}' was not shown, but: {_shown}");
            if (watch.Elapsed.TotalSeconds < 5 * typed)
                continue;
            typed++;
            await TypeAsync(keys);
        }
    }

    /// <summary>Waits for the end of the program, and returns its exit code.</summary>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
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
