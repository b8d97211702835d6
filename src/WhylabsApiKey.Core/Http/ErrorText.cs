using System.Text;
using System.Text.Json;
using WhylabsApiKey.Core.Json;

namespace WhylabsApiKey.Core.Http;

/// <summary>What a failed answer says.</summary>
/// <param name="IsFromService">Whether it has the form of the service's own errors, not a proxy's page.</param>
internal sealed record ErrorText(string Message, bool IsFromService)
{
    private const int MostBytes = 64 * 1024;

    /// <summary>Null when the answer says nothing, or nothing that is meant for people to read in a console.</summary>
    public static async Task<ErrorText?> ReadAsync(Stream body, string? mediaType, CancellationToken cancellation)
    {
        byte[] bytes = await ReadStartAsync(body, cancellation).ConfigureAwait(false);
        if (bytes.Length == 0)
            return null;
        if (mediaType is "text/html")
            return new ErrorText("The answer is a web page, not the service's; a proxy may stand in between.", IsFromService: false);

        try
        {
            ErrorAnswer? answer = JsonSerializer.Deserialize(bytes, WireContext.Default.ErrorAnswer);
            string text = string.Join(" ", answer?.Sentences() ?? []);
            return text.Length == 0 ? null : new ErrorText(text, IsFromService: true);
        }
        catch (JsonException)
        {
            return mediaType is "text/plain" ? new ErrorText(Encoding.UTF8.GetString(bytes), IsFromService: false) : null;
        }
    }

    private static async Task<byte[]> ReadStartAsync(Stream body, CancellationToken cancellation)
    {
        byte[] buffer = new byte[MostBytes];
        int length = 0;
        int read;
        while (length < buffer.Length
            && (read = await body.ReadAsync(buffer, length, buffer.Length - length, cancellation).ConfigureAwait(false)) > 0)
        {
            length += read;
        }

        Array.Resize(ref buffer, length);
        return buffer;
    }
}
