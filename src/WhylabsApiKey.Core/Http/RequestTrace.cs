using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhylabsApiKey.Core.Http;

/// <summary>Writes the verbose and debug messages of one caller: a line for each attempt, and the redacted headers and bodies.</summary>
internal sealed class RequestTrace(IMessageSink messages, Redactor redactor)
{
    private const int MostCharacters = 4000;
    private static readonly TimeSpan ShortestShownDelay = TimeSpan.FromSeconds(2);
    private static readonly string[] SecretHeaders = ["X-API-Key", "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie"];
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Redactor Redactor => redactor;

    public bool ShowsTraffic => messages.Shows(MessageKind.Debug);

    public void Request(HttpRequestMessage request) =>
        Write(MessageKind.Debug, $"{request.Method} {request.RequestUri}{Text(request.Headers)}");

    public void Response(HttpResponseMessage response, byte[] body) => Write(
        MessageKind.Debug, $"HTTP {(int)response.StatusCode}{Text(response.Headers)}{Text(response.Content.Headers)}\n{Body(body)}");

    public void Done(ApiRequest request, HttpStatusCode? status, TimeSpan time, int attempt)
    {
        if (!messages.Shows(MessageKind.Verbose))
            return;
        string outcome = status is { } code ? $"HTTP {(int)code}" : "no response";
        string path = request.RequestUri!.PathAndQuery;
        Verbose($"{request.Method} {path}: {outcome} after {time.TotalMilliseconds:0} ms (attempt {attempt}, request {request.RequestId})");
    }

    public void Retrying(int attempt, TimeSpan delay, string reason) =>
        Verbose($"Attempt {attempt} failed: {redactor.Line(reason)} Retrying in {delay.TotalSeconds:0.0} s.");

    /// <summary>Shows the reason of a delay as progress, unless the delay is short.</summary>
    /// <returns>Whether the caller must call <see cref="HideDelay"/>.</returns>
    public bool ShowDelay(TimeSpan delay, string reason)
    {
        if (delay <= ShortestShownDelay || !messages.Shows(MessageKind.Progress))
            return false;
        messages.Write(MessageKind.Progress, FormattableString.Invariant($"{redactor.Line(reason)} Waiting {delay.TotalSeconds:0} s."));
        return true;
    }

    public void HideDelay() => messages.Write(MessageKind.Progress, "");

    public void Throttled(TimeSpan delay) =>
        Verbose($"Waiting {delay.TotalSeconds:0.0} s, because the service limits the number of requests.");

    private void Verbose(FormattableString text)
    {
        if (messages.Shows(MessageKind.Verbose))
            Write(MessageKind.Verbose, FormattableString.Invariant(text));
    }

    // Line by line, because a header may contain control characters other than line breaks.
    private void Write(MessageKind kind, string text) =>
        messages.Write(kind, string.Join("\n", redactor.Redact(text).Split('\n').Select(PlainText.Printable)));

    private static string Text(HttpHeaders headers)
    {
        var text = new StringBuilder();
        foreach (KeyValuePair<string, IEnumerable<string>> header in headers)
        {
            string value = SecretHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase)
                ? SecretPieces.Mark
                : string.Join(header.Key == "User-Agent" ? " " : ", ", header.Value);
            text.Append('\n').Append(header.Key).Append(": ").Append(value);
        }

        return text.ToString();
    }

    // A body is shown only as parsed JSON. In any other form, an escaped secret would not be recognized.
    private string Body(byte[] body)
    {
        try
        {
            var json = JsonNode.Parse(body);
            HideKeys(json);

            // Redacted before it is shortened, because a shortened secret is not recognized.
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
            // Copied, because the loop changes the properties.
            foreach (KeyValuePair<string, JsonNode?> property in properties.ToList())
            {
                if (property.Value is JsonValue or JsonArray && SecretFields.Names(property.Key))
                    properties[property.Key] = SecretPieces.Mark;
                else
                    HideKeys(property.Value);
            }
        }
    }
}
