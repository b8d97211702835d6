using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace WhylabsApiKey.Sandbox.Shell;

/// <summary>A runspace with the staged module imported. Scripts that run in it share their variables.</summary>
public sealed class ModuleShell : IDisposable
{
    private readonly Runspace _runspace;

    private ModuleShell(Runspace runspace) => _runspace = runspace;

    /// <summary>The path of the staged module: out/WhylabsApiKey in the repository of this program.</summary>
    public static string ModulePath { get; } = FindModule();

    /// <exception cref="CmdletInvocationException">The module cannot be imported.</exception>
    public static ModuleShell Open(ShellHost host)
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        Runspace runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        var shell = new ModuleShell(runspace);
        shell.Run("param($Path) Import-Module $Path -ErrorAction Stop", ModulePath).ThrowIfFailed();
        return shell;
    }

    /// <summary>Runs a script and returns the contents of its streams.</summary>
    public ShellResult Run(string script, params object[] arguments)
    {
        using PowerShell powerShell = Start(script, arguments);
        return ShellResult.Of(powerShell);
    }

    /// <summary>Returns a script ready to run, for callers that stop it or read its streams.</summary>
    public PowerShell Start(string script, params object[] arguments)
    {
        var powerShell = PowerShell.Create(_runspace);
        powerShell.AddScript(script);
        foreach (object argument in arguments)
            powerShell.AddArgument(argument);
        return powerShell;
    }

    /// <summary>Runs a script and writes its output and errors to the host, as a console does.</summary>
    /// <returns>False when a terminating error ended the script.</returns>
    public bool Show(string script)
    {
        using PowerShell powerShell = Start(script);
        powerShell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        powerShell.AddCommand("Out-Default");
        try
        {
            powerShell.Invoke();
            return true;
        }
        catch (RuntimeException e)
        {
            Run("$args[0] | Out-Default", e.ErrorRecord);
            return false;
        }
    }

    public void Dispose() => _runspace.Dispose();

    private static string FindModule()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string module = Path.Combine(folder.FullName, "out", "WhylabsApiKey");
            if (File.Exists(Path.Combine(module, "WhylabsApiKey.psd1")))
                return module;
        }

        throw new DirectoryNotFoundException("The module is not staged: run dotnet build in the repository.");
    }
}
