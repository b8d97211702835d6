using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>What is public is a promise, and changes only together with PublicSurface.txt.</summary>
public class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_one_that_is_written_down() => Assert.Equal(
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "PublicSurface.txt")), PublicSurface.Of(typeof(ApiKey).Assembly));

    [Fact]
    public void The_core_has_no_public_surface() => Assert.Empty(PublicSurface.Of(typeof(Client.ClientFactory).Assembly));
}
