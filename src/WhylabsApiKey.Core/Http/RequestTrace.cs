using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhylabsApiKey.Core.Http;

/// <summary>What -Verbose and -Debug show of a request: a line each, and headers and bodies without their secrets.</summary>
internal sealed class RequestTrace(IMessageSink messages, Redactor redactor)
{
    private const int MostCharacters = 4000;
    private static readonly string[] SecretHeaders = ["X-API-Key", "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie"];
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Redactor Redactor => redactor;

    public void Sending(HttpRequestMessage request)
    {
        if (messages.Shows(MessageKind.Debug))
            Write(MessageKind.Debug, $"{request.Method} {request.RequestUri}{Headers(request.Headers)}");
    }

    /// <summary>Shows an answer; returns its body, which has been read ahead when debug messages are shown.</summary>
    public async Task<Stream> AnsweredAsync(HttpResponseMessage response, Stream body, CancellationToken cancellation)
    {
        if (!messages.Shows(MessageKind.Debug))
            return body;

        var copy = new MemoryStream();
        await body.CopyToAsync(copy, 81920, cancellation).ConfigureAwait(false);
        Answered(response, copy.ToArray());
        copy.Position = 0;
        return copy;
    }

    public void Answered(HttpResponseMessage response, byte[] body)
    {
        if (messages.Shows(MessageKind.Debug))
            Write(MessageKind.Debug, $"HTTP {(int)response.StatusCode}{Headers(response.Headers)}{Headers(response.Content.Headers)}\n{Body(body)}");
    }

    public void Done(HttpRequestMessage request, HttpStatusCode? status, TimeSpan time, int attempt, string requestId) => Verbose(
        $"{request.Method} {request.RequestUri!.PathAndQuery}: {(status is { } code ? "HTTP " + (int)code : "no answer")} after {time.TotalMilliseconds:0} ms (attempt {attempt}, request {requestId})");

    public void Retrying(int attempt, TimeSpan wait, string reason) =>
        Verbose($"Attempt {attempt} failed: {redactor.Line(reason)} Trying again in {wait.TotalSeconds:0.0} s.");

    public void HeldBack(TimeSpan wait) =>
        Verbose($"Waiting {wait.TotalSeconds:0.0} s, as the service has had too many requests.");

    private void Verbose(FormattableString text)
    {
        if (messages.Shows(MessageKind.Verbose))
            Write(MessageKind.Verbose, FormattableString.Invariant(text));
    }

    private void Write(MessageKind kind, string text) => messages.Write(kind, redactor.Redact(text));

    private static string Headers(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers)
    {
        var text = new StringBuilder();
        foreach (KeyValuePair<string, IEnumerable<string>> header in headers)
            text.Append('\n').Append(header.Key).Append(": ").Append(SecretHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase) ? "<redacted>" : string.Join(header.Key == "User-Agent" ? " " : ", ", header.Value));
        return text.ToString();
    }

    // A body is shown only as parsed JSON: in any other form a new key could hide behind its spelling.
    private string Body(byte[] body)
    {
        try
        {
            var json = JsonNode.Parse(body);
            HideKeys(json);
            // Redacted before it is shortened: half a secret would not be recognized.
            string text = redactor.Redact(json?.ToJsonString(Readable) ?? "null");
            return text.Length <= MostCharacters ? text : text.Substring(0, MostCharacters) + "…";
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return $"{body.Length} bytes that are not JSON";
        }
    }

    private static void HideKeys(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (JsonNode? item in array)
                HideKeys(item);
        }
        else if (node is JsonObject properties)
        {
            if (properties["key"] is JsonValue)
                properties["key"] = "<redacted>";
            foreach (KeyValuePair<string, JsonNode?> property in properties)
                HideKeys(property.Value);
        }
    }
}
