using WhylabsApiKey.Sandbox.Shell;

namespace WhylabsApiKey.Tests.Support;

/// <summary>Reads files of this repository.</summary>
internal static class Repository
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(ModuleShell.ModulePath, "..", ".."));

    /// <summary>Returns the C# files in a folder and its subfolders.</summary>
    public static IEnumerable<string> Sources(string folder) => Directory
        .EnumerateFiles(Path.Combine(Folder, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    public static string ReadText(params string[] path) => File.ReadAllText(Path.Combine([Folder, .. path]));
}
