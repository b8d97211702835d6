using System.Collections;
using System.Management.Automation.Language;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using WhylabsApiKey.Sandbox.Shell;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Tests the files, references and versions of the staged module.</summary>
public class StagedFolderTests
{
    private static readonly string[] Net8 = Libraries("lib/net8.0");
    private static readonly string[] Net472 = Libraries("lib/net472");

    // The versions in .NET Framework 4.7.2. It resolves both versions of System.Net.Http.
    private static readonly Dictionary<string, string[]> Framework = new()
    {
        ["mscorlib"] = ["4.0.0.0"],
        ["System"] = ["4.0.0.0"],
        ["System.Core"] = ["4.0.0.0"],
        ["System.Numerics"] = ["4.0.0.0"],
        ["System.ComponentModel.DataAnnotations"] = ["4.0.0.0"],
        ["System.Net.Http"] = ["4.0.0.0", "4.2.0.0"],
        ["netstandard"] = ["2.0.0.0"],
    };

    [Fact]
    public void Cmdlets_reference_only_netstandard_the_engine_and_the_abstractions() =>
        Assert.Equal(
            ["System.Management.Automation", "WhylabsApiKey.Abstractions", "netstandard"],
            References(Staged("WhylabsApiKey.dll")).Select(name => name.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Cmdlets_reference_the_engine_of_Windows_PowerShell() =>
        Assert.Equal(
            new Version(3, 0, 0, 0),
            References(Staged("WhylabsApiKey.dll")).Single(name => name.Name == "System.Management.Automation").Version);

    [Fact]
    public void Abstractions_reference_only_netstandard() =>
        Assert.Equal(["netstandard"], References(Staged("WhylabsApiKey.Abstractions.dll")).Select(name => name.Name));

    [Fact]
    public void Net8_folder_has_no_assembly_of_the_runtime()
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        Assert.True(File.Exists(Path.Combine(runtime, "System.Text.Json.dll")));
        Assert.NotEmpty(Net8);
        Assert.DoesNotContain(Net8, file => File.Exists(Path.Combine(runtime, Path.GetFileName(file))));
    }

    [Fact]
    public void Net472_folder_has_every_reference_in_the_exact_version()
    {
        string[] files = [.. Net472, Staged("WhylabsApiKey.Abstractions.dll")];
        var shipped = files.Select(AssemblyName.GetAssemblyName).ToDictionary(name => name.Name!, name => name.Version);
        string[] mismatches =
        [
            .. from file in files
               from reference in References(file)
               where shipped.TryGetValue(reference.Name!, out Version? version) ? version != reference.Version : !IsFramework(reference)
               select $"{Path.GetFileName(file)} references {reference.Name} {reference.Version}",
        ];
        Assert.True(Net472.Length > 10);
        Assert.Empty(mismatches);
    }

    [Fact]
    public void Module_folder_has_both_cores_and_no_other_files()
    {
        Assert.Contains(Staged("lib/net8.0/WhylabsApiKey.Core.dll"), Net8);
        Assert.Contains(Staged("lib/net472/WhylabsApiKey.Core.dll"), Net472);
        string[] files = StagedFiles();
        Assert.Equal(
            [
                "LICENSE", "ThirdPartyNotices.txt", "WhylabsApiKey.Abstractions.dll", "WhylabsApiKey.Format.ps1xml",
                "WhylabsApiKey.Types.ps1xml", "WhylabsApiKey.dll", "WhylabsApiKey.psd1",
            ],
            files.Where(file => !file.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(
            files, file => file.EndsWith(".pdb", StringComparison.Ordinal) || file.EndsWith(".json", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => Path.GetFileName(file) == "System.Management.Automation.dll");
        Assert.DoesNotContain(
            files, file => file.StartsWith("lib/", StringComparison.Ordinal) && Path.GetFileName(file) == "WhylabsApiKey.Abstractions.dll");
    }

    [Fact]
    public void Manifest_lists_exactly_the_files_of_the_folder()
    {
        var manifest = (Hashtable)Parser.ParseFile(Staged("WhylabsApiKey.psd1"), out _, out _)
            .Find(ast => ast is HashtableAst, false).SafeGetValue();
        IEnumerable<string> entries = Directory.GetFileSystemEntries(ModuleShell.ModulePath).Select(entry => Path.GetFileName(entry));
        Assert.Equal(entries.Order(StringComparer.Ordinal), ((object[])manifest["FileList"]!).Cast<string>().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Assemblies_have_the_version_of_the_manifest()
    {
        string manifest = File.ReadAllText(Staged("WhylabsApiKey.psd1"));
        string[] own =
        [
            Staged("WhylabsApiKey.dll"),
            Staged("WhylabsApiKey.Abstractions.dll"),
            Staged("lib/net8.0/WhylabsApiKey.Core.dll"),
            Staged("lib/net472/WhylabsApiKey.Core.dll"),
        ];
        Assert.All(
            own, file => Assert.Matches($@"ModuleVersion\s+= '{AssemblyName.GetAssemblyName(file).Version!.ToString(3)}'", manifest));
    }

    private static bool IsFramework(AssemblyName name) =>
        Framework.TryGetValue(name.Name!, out string[]? versions) && versions.Contains(name.Version!.ToString());

    private static string Staged(string file) => Path.Combine([ModuleShell.ModulePath, .. file.Split('/')]);

    private static string[] StagedFiles() =>
        [
            .. Directory.GetFiles(ModuleShell.ModulePath, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(ModuleShell.ModulePath, file).Replace('\\', '/')),
        ];

    private static string[] Libraries(string folder) => Directory.GetFiles(Staged(folder), "*.dll");

    private static AssemblyName[] References(string file)
    {
        using FileStream stream = File.OpenRead(file);
        using var image = new PEReader(stream);
        MetadataReader metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];
    }
}
