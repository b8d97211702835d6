using System.Globalization;
using System.Management.Automation;
using System.Text;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Secrets;

/// <summary>Tests that no stream of a cmdlet has a secret in any spelling, after success and after each failure.</summary>
public class RedactionTests
{
    private const string NewSecret = "NeWkEyId00.zyxwvutsrqponmlkjihgfedcba9876543210ZYXWVUTSRQPONMLKJ:org-123";
    private const string Key =
        """{"keyId":"NeWkEyId00","orgId":"org-123","userId":"bob","creationTime":"2026-05-01T10:00:00","scopes":[":user"]""" +
        ""","revoked":REVOKED""";

    private static readonly string[] Commands =
    [
        "Get-WhylabsApiKey", "Get-WhylabsApiKey NeWkEyId00", "New-WhylabsApiKey bob", "Revoke-WhylabsApiKey NeWkEyId00 bob -Force",
        "Update-WhylabsApiKey NeWkEyId00 bob -Save { } -Force", "Connect-Whylabs -ApiKey $args[1]", "Test-WhylabsApiKey",
        "Test-WhylabsApiKey -Key $args[2]",
    ];

    private static readonly string[] Outcomes =
    [
        "success", "json", "text", "html", "header", "redirect", "broken header", "broken json", "truncated", "dropped", "framework",
        "limit",
    ];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string command in Commands)
            {
                foreach (string outcome in Outcomes)
                    cases.Add(command, outcome);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task No_stream_has_a_secret(string command, string outcome)
    {
        string token = "";
        await using var server = new RawServer(request =>
        {
            Assert.DoesNotContain(token[11..40], request.Head.Split("\r\n").First(), StringComparison.Ordinal);
            return EchoAsync(request, outcome, string.Join(' ', Spellings(TokenOf(request))));
        });
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        token = sandbox.Demo.OperatorToken;

        ShellResult result = sandbox.Run(
            $"$got = {command} -Endpoint $args[0] -MaximumRetryCount 1 -Verbose -Debug; $got; \"$got\"",
            server.Endpoint,
            SandboxFixture.Secret(token),
            SandboxFixture.Secret(NewSecret));
        sandbox.Shell.Show(
            "$got; $Error; $Error.ForEach{ $_.Exception.ToString(); $_.InvocationInfo.Line; $_.CategoryInfo.ToString() }; " +
            "$Error.ForEach{ $_.psobject.Properties.ForEach{ \"$($_.Value)\" } }");

        string shown = string.Join('\n', [
            sandbox.Screen,
            .. result.Verbose,
            .. result.Debug,
            .. result.Warnings,
            .. result.Output.OfType<PSObject>()
                .SelectMany(item => item.Properties.Select(property => $"{property.Name}={property.Value}").Append(item.ToString())),
            .. result.Errors.Append(result.EndedBy).OfType<ErrorRecord>().Select(error =>
                $"{error} {error.Exception} {error.ErrorDetails} {error.TargetObject} {error.ScriptStackTrace} " +
                $"{error.ErrorDetails?.RecommendedAction}"),
        ]);
        Assert.NotEmpty(server.Requests);
        Assert.Contains("X-API-Key: <redacted>", shown, StringComparison.OrdinalIgnoreCase);
        foreach (string spelling in (string[])[.. Spellings(token), .. Spellings(NewSecret)])
            Assert.DoesNotContain(spelling, shown, StringComparison.Ordinal);
    }

    private static string TokenOf(RawRequest request) =>
        request.Head.Split("\r\n").Single(line => line.StartsWith("X-API-Key: ", StringComparison.OrdinalIgnoreCase))[11..];

    // Returns the token, the token without its organization, and the secret in it: plain, URL-escaped, as Base64 and as hex.
    private static IEnumerable<string> Spellings(string token)
    {
        foreach (string part in (string[])[token, token.Split(':')[0], token.Split(':')[0][11..]])
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            yield return part;
            yield return Uri.EscapeDataString(part);
            yield return Convert.ToBase64String(bytes).TrimEnd('=');
            yield return Convert.ToHexString(bytes);
            yield return Convert.ToHexStringLower(bytes);
        }
    }

    private static async Task EchoAsync(RawRequest request, string outcome, string echo)
    {
        string secret = request.Method == "POST" ? $",\"key\":\"{NewSecret}\"" : "";
        string key = Key.Replace("REVOKED", request.Method == "DELETE" ? "true" : "false", StringComparison.Ordinal) + secret + "}";
        string good = RawRequest.Json(
            request.Method != "GET" ? key
            : request.Head.Contains("/validate", StringComparison.Ordinal) ? $$"""{"requestId":"{{echo}}"}"""
            : request.Head.Contains("/NeWkEyId00", StringComparison.Ordinal) ? $$"""{"key":{{key}}}""" : $$"""{"items":[{{key}}]}""",
            $"{request.Echo}X-Echo: {echo}\r\nX-New: {NewSecret}\r\nSet-Cookie: k={echo}\r\n");
        string text = $"Not welcome: {echo} {NewSecret}";
        switch (outcome)
        {
            case "success":
                await request.SendAsync(good);
                break;
            case "json":
                await request.SendAsync(With(400, "application/json", $$"""{"message":"{{text}}","requestId":"{{echo}}","type":"T"}"""));
                break;
            case "framework":
                await request.SendAsync(
                    With(400, "application/json", $$$"""{"message":"Bad Request","_embedded":{"errors":[{"message":"{{{text}}}"}]}}"""));
                break;
            case "text":
                await request.SendAsync(With(403, "text/plain", text));
                break;
            case "html":
                await request.SendAsync(With(502, "text/html", $"<html>{text}</html>"));
                break;
            case "header":
                await request.SendAsync($"HTTP/1.1 500 {echo}\r\nX-Echo: {echo}\r\nContent-Length: 0\r\n\r\n");
                break;
            case "limit":
                await request.SendAsync(With(429, "text/plain", text));
                break;
            case "redirect":
                await request.SendAsync(
                    $"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/?token={Uri.EscapeDataString(echo)}\r\nContent-Length: 0\r\n\r\n");
                break;
            case "broken header":
                await request.SendAsync($"HTTP/1.1 200 OK\r\n{echo} {NewSecret}\r\n\r\n");
                request.Close();
                break;
            case "broken json":
                await request.SendAsync(With(200, "application/json", $"{{\"{echo}\":\"{NewSecret}\" nonsense"));
                break;
            case "truncated":
                await request.SendAsync(good[..^2]);
                request.Close();
                break;
            default:
                request.Reset();
                break;
        }
    }

    private static string With(int status, string mediaType, string body) => string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 {status} Status\r\nContent-Type: {mediaType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
}
