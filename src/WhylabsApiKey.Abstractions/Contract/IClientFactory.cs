namespace WhylabsApiKey;

/// <summary>Makes clients that share their connections. Safe for use by several threads.</summary>
internal interface IClientFactory : IDisposable
{
    /// <summary>Makes a client; it holds nothing of its own that needs disposing.</summary>
    IWhylabsApiKeyClient Create(ClientOptions options, IMessageSink messages);
}
