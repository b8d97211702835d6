namespace WhylabsApiKey.Core.Json;

/// <summary>The response to a valid key on the wire.</summary>
internal sealed record ValidationResponse(string? RequestId)
{
    /// <summary>Whether it is the service's response to a request, which is named in the body or, beside any id, in the header.</summary>
    public bool IsAbout(string requestId, bool isEchoed) =>
        RequestId == requestId || (isEchoed && !string.IsNullOrWhiteSpace(RequestId));
}
