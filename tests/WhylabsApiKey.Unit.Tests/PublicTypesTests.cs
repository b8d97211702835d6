using System.Management.Automation;
using System.Reflection;

namespace WhylabsApiKey.Unit.Tests;

/// <summary>Tests that only types that the engine or a view needs are public.</summary>
public class PublicTypesTests
{
    [Fact]
    public void The_bases_of_cmdlets_and_the_words_of_the_views_are_public_beside_the_cmdlets() => Assert.Equal(
        ["ApiKeyText", "ApiKeyTexts", "AsyncCommand", "ConnectionCommand", "ModuleLifetime"],
        Public.Where(type => !IsCmdlet(type)).Select(type => type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_cmdlets_are_public_and_alone_in_their_namespace()
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
