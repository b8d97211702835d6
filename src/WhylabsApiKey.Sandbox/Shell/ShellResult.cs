using System.Management.Automation;

namespace WhylabsApiKey.Sandbox.Shell;

/// <summary>The streams of a script, and the terminating error, if any.</summary>
public sealed record ShellResult(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<string> Debug,
    IReadOnlyList<string> Warnings,
    ErrorRecord? EndedBy)
{
    /// <summary>Throws the first error of the script, if any.</summary>
    public void ThrowIfFailed()
    {
        if ((EndedBy ?? (Errors is [var first, ..] ? first : null)) is { } error)
            throw error.Exception;
    }

    internal static ShellResult Of(PowerShell powerShell)
    {
        var output = new PSDataCollection<PSObject>();
        ErrorRecord? endedBy = null;
        try
        {
            powerShell.Invoke(null, output);
        }
        catch (RuntimeException e)
        {
            endedBy = e.ErrorRecord;
        }

        PSDataStreams streams = powerShell.Streams;
        return new ShellResult(
            [.. output],
            [.. streams.Error],
            [.. streams.Verbose.Select(record => record.Message)],
            [.. streams.Debug.Select(record => record.Message)],
            [.. streams.Warning.Select(record => record.Message)],
            endedBy);
    }
}
