namespace WhylabsApiKey.Unit.Tests;

/// <summary>Only what the engine or a view has to see is public.</summary>
public class PublicTypesTests
{
    [Fact]
    public void The_cmdlets_their_bases_and_the_words_of_the_views_are_public() => Assert.Equal(
        [
            "ApiKeyText", "ApiKeyTexts", "AsyncCommand", "ConnectWhylabsCommand", "ConnectionCommand", "DisconnectWhylabsCommand",
            "GetWhylabsApiKeyCommand", "ModuleLifetime", "NewWhylabsApiKeyCommand", "RevokeWhylabsApiKeyCommand",
            "TestWhylabsApiKeyCommand", "UpdateWhylabsApiKeyCommand",
        ],
        typeof(AsyncCommand).Assembly.GetExportedTypes().Select(type => type.Name).Order(StringComparer.Ordinal));
}
