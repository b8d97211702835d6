using WhylabsApiKey.Sandbox.Shell;

namespace WhylabsApiKey.Tests.Support;

/// <summary>Reads files of this repository.</summary>
internal static class Repository
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(ModuleShell.ModulePath, "..", ".."));

    public static string ReadText(params string[] path) => File.ReadAllText(Path.Combine([Folder, .. path]));
}
