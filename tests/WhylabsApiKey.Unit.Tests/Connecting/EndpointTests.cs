namespace WhylabsApiKey.Unit.Tests.Connecting;

/// <summary>Tests which endpoints are valid, and which are equal.</summary>
public class EndpointTests
{
    [Theory]
    [InlineData("ftp://songbird.example.com", "InvalidEndpoint")]
    [InlineData("localhost:8080", "InvalidEndpoint")]
    [InlineData("https://user:secret@songbird.example.com", "InvalidEndpoint")]
    [InlineData("https://songbird.example.com/?x=1", "InvalidEndpoint")]
    [InlineData("https://songbird.example.com/#x", "InvalidEndpoint")]
    [InlineData("http://songbird.example.com", "InsecureEndpoint")]
    [InlineData("http://192.0.2.1:8080", "InsecureEndpoint")]
    public void Invalid_or_insecure_endpoint_is_refused_and_its_password_is_redacted(string address, string errorId)
    {
        WhylabsApiException error = Assert.Throws<WhylabsApiException>(() => Connections.Resolve(address, Connections.Token));
        Assert.Equal(errorId, error.ErrorId.ToString());
        Assert.NotEmpty(error.Message);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080", false)]
    [InlineData("http://localhost", false)]
    [InlineData("http://[::1]:8080", false)]
    [InlineData("http://songbird.example.com", true)]
    public void Plain_http_is_accepted_for_loopback_or_when_allowed(string address, bool allowed) =>
        Assert.Equal(new Uri(address), Connections.Resolve(address, Connections.Token, allowUnencrypted: allowed).Address.Endpoint);

    [Theory]
    [InlineData("songbird.example.com")]
    [InlineData("http://[")]
    [InlineData("")]
    public void Endpoint_that_is_not_an_absolute_address_is_refused(string text) =>
        Assert.Equal("InvalidEndpoint", Connections.ErrorIdOf(() => ServiceAddress.Parse(text)));

    [Theory]
    [InlineData("http://LOCALHOST:8080/", true)]
    [InlineData("HTTP://localhost:8080", true)]
    [InlineData("http://localhost:8080/prefix", false)]
    [InlineData("https://localhost:8080", false)]
    [InlineData("http://localhost:8081", false)]
    [InlineData("http://127.0.0.1:8080", false)]
    public void Endpoints_are_compared_without_trailing_slash_and_host_case(string address, bool same) =>
        Assert.Equal(same, Endpoints.AreSame(new Uri("http://localhost:8080"), new Uri(address)));

    [Theory]
    [InlineData("https://Songbird.example.com", "https://songbird.example.com/")]
    [InlineData("https://songbird.example.com/base/", "https://songbird.example.com/base")]
    [InlineData("https://songbird.example.com/base", "https://songbird.example.com/base")]
    public void Endpoint_is_normalized(string given, string expected) =>
        Assert.Equal(expected, Connections.Resolve(given, Connections.Token).Address.Endpoint.AbsoluteUri);

    [Fact]
    public void Endpoints_are_compared_with_path_case()
    {
        Assert.True(Endpoints.AreSame(new Uri("https://a.example/x"), new Uri("https://A.example/x/")));
        Assert.False(Endpoints.AreSame(new Uri("https://a.example/x"), new Uri("https://a.example/X")));
    }
}
