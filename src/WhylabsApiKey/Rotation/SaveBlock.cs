using System.Collections;
using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Management.Automation;
using WhylabsApiKey.Isolation;
using WhylabsApiKey.Pipeline;

namespace WhylabsApiKey.Rotation;

/// <summary>
/// The script that stores a new key. Each error in it counts, regardless of the preferences of its caller: a new key that may not
/// be stored must not replace the old key.
/// </summary>
/// <param name="secrets">The secrets to remove from $Error.</param>
internal sealed class SaveBlock(ScriptBlock save, SessionState caller, SecretPieces secrets)
{
    private static readonly TimeSpan LongRun = TimeSpan.FromSeconds(5);

    private const string ExitCode = "global:LASTEXITCODE";

    // Text on a program's error stream is not an error; the exit code decides.
    private const string ProgramError = "NativeCommandError";

    // Calls the script and merges its errors into its output.
    private static readonly ScriptBlock Merge = ScriptBlock.Create("& $args[0] $New $Old 2>&1");

    /// <summary>
    /// Whether the script may have changed a key: it ran for over five seconds, called a command of this module, or imported or
    /// removed the module.
    /// </summary>
    public bool MayHaveChangedKeys { get; private set; }

    private ArrayList Errors => caller.PSVariable.GetValue("global:Error") as ArrayList ?? [];

    /// <summary>Refuses a rotation that would revoke the old key without storing the new one. A preview only warns.</summary>
    public static void Require(AsyncCommand command, bool isStoredOrKept)
    {
        if (isStoredOrKept)
            return;
        if (!command.IsPreview())
        {
            throw new WhylabsApiException(
                WhylabsErrorId.SaveMissing,
                "-Save is missing: the command revokes the old key only after -Save has stored the new one.");
        }

        command.Warn("The preview needs neither -Save nor -KeepOld. A real rotation needs one of them.");
    }

    /// <exception cref="RuntimeException">The script failed.</exception>
    public void Run(ApiKey successor, ApiKey old)
    {
        var watch = Stopwatch.StartNew();
        var before = new HashSet<object?>(Errors.Cast<object?>());
        int activity = ModuleActivity.Count;
        object exitCode = caller.PSVariable.GetValue(ExitCode);
        caller.PSVariable.Set(ExitCode, 0);
        try
        {
            using var preferences = new StrictPreferences(caller);

            List<PSVariable> variables = [.. preferences.Variables, new("_", successor), new("New", successor), new("Old", old)];

            // A script reads the variables of its module, so it is called there.
            Check(save.Module is not null ? save.Module.NewBoundScriptBlock(Merge).InvokeWithContext(null, variables, save)
                : caller.Module is null ? Merge.InvokeWithContext(null, variables, save)
                : RunFromModule(variables, successor, old));
            if (caller.PSVariable.GetValue(ExitCode) is int and not 0)
                throw new RuntimeException($"A program in -Save ended with exit code {caller.PSVariable.GetValue(ExitCode)}.");
        }
        finally
        {
            if (exitCode is null)
                caller.PSVariable.Remove(ExitCode);
            else
                caller.PSVariable.Set(ExitCode, exitCode);
            MayHaveChangedKeys = watch.Elapsed > LongRun || ModuleActivity.Count != activity;
            ForgetErrors(before);
        }
    }

    // Removes from $Error each error of the script that holds a secret, even one that the script handled.
    private void ForgetErrors(HashSet<object?> before)
    {
        ArrayList errors = Errors;
        for (int i = errors.Count - 1; i >= 0; i--)
        {
            if (!before.Contains(errors[i]) && Texts(errors[i]).Any(secrets.AreIn))
                errors.RemoveAt(i);
        }
    }

    private static IEnumerable<string> Texts(object? error) => error switch
    {
        PSObject wrapped => Texts(wrapped.BaseObject),
        ErrorRecord record => ExceptionText.In(
            record.ToString(),
            record.Exception,
            record.FullyQualifiedErrorId,
            record.CategoryInfo,
            (record.TargetObject as PSObject)?.BaseObject ?? record.TargetObject,
            record.InvocationInfo?.Line,
            record.InvocationInfo?.BoundParameters,
            record.InvocationInfo?.UnboundArguments),
        IContainsErrorRecord { ErrorRecord: var inner } => ExceptionText.In(error).Concat(Texts(inner)),
        _ => ExceptionText.In(error),
    };

    // PowerShell does not let one script run a script block without a module that a module passed on. So every new entry in $Error
    // counts as a failure, even of an error that the script handled.
    private Collection<PSObject> RunFromModule(List<PSVariable> variables, ApiKey successor, ApiKey old)
    {
        object? before = Latest();
        Collection<PSObject> written = save.InvokeWithContext(null, variables, successor, old);
        return ReferenceEquals(before, Latest())
            ? written
            : throw new RuntimeException(
                $"An error counts here even if the script handles it, because a module passed the script on: {Latest()}");

        object? Latest() => Errors is { Count: > 0 } errors ? errors[0] : null;
    }

    private static void Check(Collection<PSObject> written)
    {
        foreach (PSObject? item in written)
        {
            if (item?.BaseObject is ScriptBlock)
                throw new RuntimeException("-Save returned a script block and did not call it.");
            if (item?.BaseObject is ErrorRecord error && !error.FullyQualifiedErrorId.StartsWith(ProgramError, StringComparison.Ordinal))
                throw new RuntimeException(error.ToString(), error.Exception, error);
        }
    }
}
