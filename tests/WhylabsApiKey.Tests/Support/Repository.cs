using WhylabsApiKey.Sandbox.Shell;

namespace WhylabsApiKey.Tests.Support;

/// <summary>The files of the repository that the tests were built in.</summary>
internal static class Repository
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(ModuleShell.ModulePath, "..", ".."));

    /// <summary>The C# files below a folder.</summary>
    public static IEnumerable<string> Sources(string folder) => Directory
        .EnumerateFiles(Path.Combine(Folder, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    public static string ReadText(params string[] path) => File.ReadAllText(Path.Combine([Folder, .. path]));
}
