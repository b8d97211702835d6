using System.Reflection;

namespace WhylabsApiKey.Core.Tests.Support;

/// <summary>Lists the public types and members of an assembly, one on each line.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes()
        .SelectMany(type => type.GetMembers(Declared)
            .Where(IsVisible).Select(member => $"{type.FullName}: {Text(member)}").Prepend(type.FullName!))
        .Order(StringComparer.Ordinal);

    private static string Text(MemberInfo member) => member is PropertyInfo property
        ? $"{property} {{ {string.Join(" ", Visible(property).Select(accessor => accessor.Name[..3] + ";"))} }}"
        : $"{member}";

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase { IsSpecialName: true } method => method.IsConstructor && IsVisible(method),
        MethodBase method => IsVisible(method),
        FieldInfo field => !field.IsSpecialName && (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly),
        PropertyInfo property => Visible(property).Any(),
        EventInfo { AddMethod: { } add } => IsVisible(add),
        _ => false,
    };

    private static IEnumerable<MethodInfo> Visible(PropertyInfo property) => property.GetAccessors(nonPublic: true).Where(IsVisible);

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;
}
