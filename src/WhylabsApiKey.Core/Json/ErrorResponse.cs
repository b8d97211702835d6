using System.Text.Json.Serialization;

namespace WhylabsApiKey.Core.Json;

/// <summary>The body of an error, from the service's own code or from its web framework, which nests the detailed messages.</summary>
internal sealed record ErrorResponse(
    string? Message, string? Type, string? RequestId, [property: JsonPropertyName("_embedded")] ErrorResponse.Nested? Embedded)
{
    public IEnumerable<string> Sentences() => new[] { Message }
        .Concat(Embedded?.Errors?.Select(error => error?.Message) ?? [])
        .OfType<string>()
        .Where(text => !string.IsNullOrWhiteSpace(text));

    internal sealed record Nested(List<Sentence?>? Errors);

    internal sealed record Sentence(string? Message);
}
