namespace WhylabsApiKey.Unit.Tests;

/// <summary>Tests that only types that the engine or a view needs are public.</summary>
public class PublicTypesTests
{
    [Fact]
    public void Public_types_are_the_cmdlets_their_base_classes_and_the_view_texts() => Assert.Equal(
        [
            "ApiKeyText", "ApiKeyTexts", "AsyncCommand", "ConnectWhylabsCommand", "ConnectionCommand", "DisconnectWhylabsCommand",
            "GetWhylabsApiKeyCommand", "ModuleLifetime", "NewWhylabsApiKeyCommand", "RevokeWhylabsApiKeyCommand",
            "TestWhylabsApiKeyCommand", "UpdateWhylabsApiKeyCommand",
        ],
        typeof(AsyncCommand).Assembly.GetExportedTypes().Select(type => type.Name).Order(StringComparer.Ordinal));
}
