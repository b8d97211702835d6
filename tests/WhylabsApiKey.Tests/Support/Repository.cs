using WhylabsApiKey.Sandbox.Shell;

namespace WhylabsApiKey.Tests.Support;

/// <summary>The files of the repository that the tests were built in.</summary>
internal static class Repository
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(ModuleShell.ModulePath, "..", ".."));

    public static string ReadText(params string[] path) => File.ReadAllText(Path.Combine([Folder, .. path]));
}
