using System.Text;
using System.Text.Json;
using WhylabsApiKey.Core.Json;

namespace WhylabsApiKey.Core.Http;

/// <summary>The message of a failed response.</summary>
/// <param name="RequestId">The request id in the body, if the body has the form of the service's errors.</param>
internal sealed record ErrorText(string Message, string? RequestId)
{
    private const int MostBytes = 64 * 1024;

    /// <summary>Whether the body is a web page, which the service never sends.</summary>
    public bool IsPage { get; init; }

    /// <summary>Whether the body has the form of the service's errors.</summary>
    public bool HasServiceForm => RequestId is not null;

    /// <summary>Returns the message of a body; null when it has none.</summary>
    public static ErrorText? Parse(byte[] bytes, string? mediaType)
    {
        if (bytes.Length == 0)
            return null;
        if (mediaType is "text/html")
        {
            const string Page = "The response is a web page. A proxy or login page may have responded instead of the service.";
            return new ErrorText(Page, RequestId: null) { IsPage = true };
        }

        try
        {
            ErrorResponse? response = JsonSerializer.Deserialize(bytes, WireContext.Default.ErrorResponse);
            string text = string.Join(" ", response?.Sentences() ?? []);
            return text.Length == 0 ? null : new ErrorText(text, response!.Type is null ? null : response.RequestId);
        }
        catch (JsonException)
        {
            return mediaType is "text/plain" ? new ErrorText(Encoding.UTF8.GetString(bytes), RequestId: null) : null;
        }
    }

    /// <summary>Reads the start of a body; null when the connection breaks before the first byte.</summary>
    public static async Task<byte[]?> ReadStartAsync(Stream body, CancellationToken cancellation)
    {
        byte[] buffer = new byte[MostBytes];
        int length = 0;
        try
        {
            int read;
            while (length < buffer.Length
                && (read = await body.ReadAsync(buffer, length, buffer.Length - length, cancellation).ConfigureAwait(false)) > 0)
            {
                length += read;
            }
        }
        catch (Exception e) when (TransportFailure.Recognizes(e))
        {
            // The caller checks its cancellation token.
            if (length == 0)
                return null;
        }

        Array.Resize(ref buffer, length);
        return buffer;
    }
}
