namespace WhylabsApiKey;

/// <summary>Creates clients that share their connections. Thread-safe.</summary>
internal interface IClientFactory : IDisposable
{
    /// <summary>Creates a client. The factory owns its connections, so the client needs no disposal.</summary>
    IWhylabsApiKeyClient Create(ClientOptions options, IMessageSink messages);
}
