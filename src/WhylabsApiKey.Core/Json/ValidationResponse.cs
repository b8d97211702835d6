namespace WhylabsApiKey.Core.Json;

/// <summary>The JSON of the response to a valid key.</summary>
internal sealed record ValidationResponse(string? RequestId)
{
    /// <summary>Whether the response belongs to a request: the body has its id, or the body has any id and the header has its id.</summary>
    public bool IsAbout(string requestId, bool isEchoed) =>
        RequestId == requestId || (isEchoed && !string.IsNullOrWhiteSpace(RequestId));
}
