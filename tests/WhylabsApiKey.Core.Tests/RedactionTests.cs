using System.Net;
using System.Text;
using WhylabsApiKey.Core.Http;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests that tokens, new secrets and passwords in addresses are redacted in every text.</summary>
public class RedactionTests
{
    private const string Secret = "K7+p-Q^2!r$9&t@Xw0ZcVbNmLkJhGfDsAqWeRtYuIoP4s5D6f7G8h";
    private const string Token = "AbCdEfGh12." + Secret + ":org-123";

    public static TheoryData<string> Spellings =>
    [
        Token, Secret, Secret[..26], Secret[26..], Secret[..8], Secret[20..28], Secret.ToLowerInvariant(), Secret.ToUpperInvariant()[..30],
        Secret[..40], "prefix" + Secret[5..45] + "suffix", Uri.EscapeDataString(Secret), Uri.EscapeDataString(Secret).ToLowerInvariant(),
        WebUtility.HtmlEncode(Secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(Token)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + Token)), Convert.ToBase64String(Encoding.Unicode.GetBytes(Secret)),
        Convert.ToBase64String(Encoding.Unicode.GetBytes("a" + Token)), Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(Secret)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret[10..40])), Convert.ToHexString(Encoding.UTF8.GetBytes(Secret)),
        Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Secret)), System.Text.Json.JsonSerializer.Serialize(Secret),
    ];

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Piece_of_a_secret_is_redacted_in_every_encoding(string spelling)
    {
        var own = new Redactor(Token);
        var added = new Redactor(TestClient.Token);
        added.Add(Token);
        foreach (Redactor redactor in (Redactor[])[own, added])
        {
            string text = redactor.Redact($"before {spelling} after");
            Assert.StartsWith("before ", text, StringComparison.Ordinal);
            Assert.EndsWith(" after", text, StringComparison.Ordinal);
            Assert.Contains(SecretPieces.Mark, text, StringComparison.Ordinal);
            for (int at = 0; at + SecretPieces.ShortestPiece <= spelling.Length; at++)
            {
                string piece = spelling.Substring(at, SecretPieces.ShortestPiece);
                if (Secret.Contains(piece, StringComparison.OrdinalIgnoreCase))
                    Assert.DoesNotContain(piece, text, StringComparison.OrdinalIgnoreCase);
            }

            if (spelling.Length > 60)
                Assert.True(text.Length < spelling.Length * 2 / 3, text);
        }
    }

    [Theory]
    [InlineData("API key AbCdEfGh12 of bob in org-123 at songbird.example.com")]
    [InlineData("GET /v0/organizations/org-123/api-key/AbCdEfGh12: HTTP 200 (request 1f0b2c3d-0000-4000-8000-1234567890ab)")]
    [InlineData("API key: a look-up failed; the key is unknown. K7+p-Q^ is too short a piece.")]
    [InlineData("https://songbird.example.com/a?user_id=bob@example.com")]
    [InlineData("mail bob@example.com at 12://5")]
    public void Text_without_a_secret_is_not_redacted(string text) => Assert.Equal(text, new Redactor(Token).Redact(text));

    [Theory]
    [InlineData("another000.zyxwvutsrqponmlkjihgfedcba98765+-^!$&@NMLKJIHGFEDCBAQQ:org-9", "another000.<redacted>:org-9")]
    [InlineData("another000.zyxwvutsrqponmlkjihgfedcba9876543210abcd", "another000.<redacted>")]
    [InlineData("secret=hunter22 rest", "secret=<redacted> rest")]
    [InlineData("{\"apiKey\":\"hunter22\"}", "{\"apiKey\":\"<redacted>\"}")]
    [InlineData("X-API-Key: hunter22", "X-API-Key: <redacted>")]
    [InlineData("http://user:secret@proxy:3128/", "http://<redacted>@proxy:3128/")]
    [InlineData("http://user:p%40ss%3Aw@proxy:3128/", "http://<redacted>@proxy:3128/")]
    [InlineData("http://user:a@b@proxy/x@y", "http://<redacted>@proxy/x@y")]
    [InlineData("HTTP%3A%2F%2Fuser%3Asecret%40proxy%3A3128", "HTTP%3A%2F%2F<redacted>@proxy%3A3128")]
    public void Text_in_the_form_of_a_secret_is_redacted(string text, string expected) =>
        Assert.Equal($"see {expected}", new Redactor(Token).Redact("see " + text));

    [Fact]
    public void Password_in_an_address_is_redacted_in_error_messages() => Assert.Equal(
        "no http://<redacted>@proxy", new WhylabsApiException(WhylabsErrorId.ConnectionFailed, "no http://user:secret@proxy").Message);

    [Fact]
    public async Task Inner_exception_with_a_proxy_password_is_removed()
    {
        RouteTable service = new RouteTable().On(
            "GET /v0/organizations/org-123/api-key",
            new HttpRequestException(HttpRequestError.ProxyTunnelError, "The proxy tunnel to 'http://user:hunter22@proxy/' failed."));
        var client = new TestClient(service, retries: 1);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.ListAsync("org-123", null, default));
        Assert.Contains("The proxy tunnel", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter22", error + client.Sink.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pieces_of_a_new_secret_in_a_response_are_redacted()
    {
        const string Keys = "/v0/organizations/org-123/api-key";
        string half = Wire.Secret[11..38];
        RouteTable service = new RouteTable()
            .On($"POST {Keys}?user_id=user-123", Wire.KeyWith(
                $$"""
                "key":"{{Wire.Secret}}","note":"{{half}}","secret":"opaque-1","api_key":["opaque-2"],"nested":{"apiKey":"opaque-3"}
                """))
            .On($"GET {Keys}", Wire.Error($"seen {half.ToUpperInvariant()}", "T"), HttpStatusCode.BadRequest);
        var client = new TestClient(service, debug: true);
        await client.Api.CreateAsync(new CreateApiKeyRequest("org-123", "user-123", []), default);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.ListAsync("org-123", null, default));
        string shown = client.Sink.All + error;
        Assert.Contains("seen <redacted>", error.Message, StringComparison.Ordinal);
        Assert.Contains("\"note\":\"<redacted>\"", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(half, shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("opaque-", shown, StringComparison.Ordinal);
        Assert.Contains("\"keyId\":\"HMiFAgQeNb\"", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Inner_exception_with_a_secret_in_its_data_is_removed(bool holdsSecret)
    {
        var inner = new InvalidOperationException("inner") { Data = { ["a"] = new object[] { 1, holdsSecret ? TestClient.Token : "b" } } };
        RouteTable service = new RouteTable().On(
            "GET /v0/organizations/org-123/api-key", new HttpRequestException(HttpRequestError.ConnectionError, "refused", inner));
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(service, retries: 0).Api.ListAsync("org-123", null, default));
        Assert.Equal(holdsSecret, error.InnerException is null);
    }
}
