using System.Globalization;
using System.Text.RegularExpressions;
using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Sandbox.Contract;

/// <summary>
/// The base class for tests of the service's contract. Each row has a sentence of the contract, requests, and the expected response to
/// the last one. <c> > </c> separates requests, and <c> | </c> separates headers. The caller is a key id of the demo organization, or an
/// organization and the scopes of its key, such as <c>0 :user</c>. In a response, <c>…</c> matches any text.
/// </summary>
public abstract partial class ContractTest : SandboxHttpTest
{
    private protected const string Operator = "OpErAtOr01";

    private protected const string Administrator = "AdMiN00001";

    private protected const string PaidAdministrator = "PaIdAdMiN1";

    private protected const string User = "UsEr000001";

    private protected const string NoKey = "";

    private protected static TheoryDataRow<string, string, string> Row(string sentence, string caller, string requests, string response) =>
        new(caller, requests, response) { TestDisplayName = sentence };

    private protected async Task AssertAsync(string caller, string requests, string expected)
    {
        string? token = Token(caller);
        string response = "";
        foreach (string request in requests.Split(" > "))
            response = await ResponseAsync(request, token);
        string pattern = string.Join(".*", expected.Split('…').Select(Regex.Escape));
        Assert.Matches(new Regex($@"\A{pattern}\z", RegexOptions.Singleline), response);
    }

    private string? Token(string caller)
    {
        if (caller.Length == 0)
            return null;
        if (caller.Split(' ') is [var org, .. { Length: > 0 } scopes] && Array.TrueForAll(scopes, scope => scope is "" or [':', ..]))
        {
            string token = KeyStore.NewToken("ScOpEdKeY1", org);
            return Server.Store.Add(new StoredKey("ScOpEdKeY1", token, org, "bob", DateTime.UtcNow) { Scopes = scopes }).Token;
        }
        return Server.Store.All.SingleOrDefault(key => key.KeyId == caller)?.Token ?? caller;
    }

    private async Task<string> ResponseAsync(string request, string? token)
    {
        string[] parts = InSeconds().Replace(request, match => DateTimeOffset.UtcNow
            .AddSeconds(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
            .ToUnixTimeMilliseconds()
            .ToString(CultureInfo.InvariantCulture)).Split(" | ");
        string[] line = parts[0].Split(' ', 2);
        using var message = new HttpRequestMessage(new HttpMethod(line[0]), Address(line[1]));
        if (token is not null)
            message.Headers.TryAddWithoutValidation("X-API-Key", token);
        foreach (string[] header in parts.Skip(1).Select(part => part.Split(": ", 2)))
        {
            if (header[0] == "Content-Type")
                message.Content = new ByteArrayContent([]) { Headers = { { "Content-Type", header[1] } } };
            else
                message.Headers.TryAddWithoutValidation(header[0], header[1]);
        }
        using HttpResponseMessage response = await Http.SendAsync(message);
        Assert.NotEmpty(Assert.Single(response.Headers.GetValues("X-Request-Id")));
        return await TextAsync(response);
    }

    // A body that is not JSON is preceded by its content type.
    private static async Task<string> TextAsync(HttpResponseMessage response)
    {
        string body = await response.Content.ReadAsStringAsync();
        string? type = response.Content.Headers.ContentType?.MediaType;
        bool isJson = type == "application/json" && body[0] is '{' or '[';
        object?[] shown =
        [
            (int)response.StatusCode,
            response.Headers.Location?.OriginalString,
            response.Headers.RetryAfter is { } wait ? $"Retry-After: {wait}" : null,
            isJson ? null : type,
            body.Length == 0 ? null : body,
        ];
        return string.Join(' ', shown.Where(part => part is not null));
    }

    [GeneratedRegex(@"\{in (\d+) s\}")]
    private static partial Regex InSeconds();
}
