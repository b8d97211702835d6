using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests that the public types and members equal PublicSurface.txt.</summary>
public class PublicSurfaceTests
{
    [Fact]
    public void Public_surface_equals_PublicSurface_txt() => Assert.Equal(
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "PublicSurface.txt")), PublicSurface.Of(typeof(ApiKey).Assembly));

    [Fact]
    public void Core_has_no_public_types() => Assert.Empty(PublicSurface.Of(typeof(Client.ClientFactory).Assembly));
}
