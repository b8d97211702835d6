using System.Management.Automation;
using System.Reflection;

namespace WhylabsApiKey.Unit.Tests;

/// <summary>Tests that only types that the engine or a view needs are public.</summary>
public class PublicTypesTests
{
    [Fact]
    public void Public_types_are_cmdlets_their_base_classes_and_types_of_the_engine_and_the_views() => Assert.Equal(
        ["ApiKeyText", "ApiKeyTexts", "AsyncCommand", "ConnectionCommand", "ModuleLifetime"],
        Public.Where(type => !IsCmdlet(type)).Select(type => type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Namespace_of_the_cmdlets_has_only_public_cmdlets()
    {
        string[] namespaces = [.. Public.Where(IsCmdlet).Select(type => type.Namespace!).Distinct()];
        Assert.Equal(["WhylabsApiKey.Commands"], namespaces);
        Assert.All(
            typeof(AsyncCommand).Assembly.GetTypes().Where(type => type.Namespace == namespaces[0] && !type.IsNested),
            type => Assert.True(type is { IsPublic: true, IsSealed: true } && IsCmdlet(type), type.Name));
    }

    private static Type[] Public => typeof(AsyncCommand).Assembly.GetExportedTypes();

    private static bool IsCmdlet(Type type) => type.GetCustomAttribute<CmdletAttribute>() is not null;
}
