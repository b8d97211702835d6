using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>A complete response before it is sent.</summary>
internal sealed record ServiceResponse(int Status, byte[] Body, string? ContentType)
{
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Plain text with the content type of JSON, as the service sends it.</summary>
    public static ServiceResponse TooManyRequests { get; } = Text(429, "Too many requests. Please try again later.", "application/json");

    public string? Location { get; private init; }

    public static ServiceResponse Empty(int status) => new(status, [], null);

    public static ServiceResponse Redirect(string location) => Empty(303) with { Location = location };

    public static ServiceResponse Ok(object body) => Json(200, body);

    public static ServiceResponse Text(int status, string text, string contentType) =>
        new(status, Encoding.UTF8.GetBytes(text), contentType);

    /// <summary>An error in the form of the service.</summary>
    public static ServiceResponse Error(ServiceException error, string requestId) =>
        Json(error.Status, new { message = error.Message, requestId, type = error.Type });

    /// <summary>An error in the form of the service's web framework, without a request id.</summary>
    public static ServiceResponse FrameworkError(string path, string sentence, int status = 400, string message = "Bad Request") =>
        Json(status, new
        {
            message,
            _embedded = new { errors = new[] { new { message = sentence } } },
            _links = new { self = new { href = path, templated = false } },
        });

    /// <summary>The error for an unhandled exception of the service.</summary>
    public static ServiceResponse Unhandled(string path, string cause) =>
        FrameworkError(path, $"Internal Server Error: {cause}", 500, "Internal Server Error");

    private static ServiceResponse Json(int status, object body) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(body, Wire), "application/json");
}
