using System.Text.Json;
using System.Text.Json.Serialization;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>A finished answer, before it is written.</summary>
internal sealed record Answer(int Status, byte[] Body, string? ContentType)
{
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static Answer Empty(int status) => new(status, [], null);

    public static Answer Json(int status, object body) => new(status, JsonSerializer.SerializeToUtf8Bytes(body, Wire), "application/json");

    public static Answer Text(int status, string text, string contentType = "text/plain") =>
        new(status, System.Text.Encoding.UTF8.GetBytes(text), contentType);

    public static Answer Error(ServiceException error, string requestId) =>
        Json(error.Status, new { message = error.Message, requestId, type = error.Type });

    /// <summary>A request that the service's web framework turns away before any of its own code sees it.</summary>
    public static Answer BadRequest(string address, string sentence, int status = 400, string message = "Bad Request") => Json(status, new
    {
        message,
        _embedded = new { errors = new[] { new { message = sentence } } },
        _links = new { self = new { href = address, templated = false } },
    });
}
