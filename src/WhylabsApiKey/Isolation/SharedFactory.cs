namespace WhylabsApiKey.Isolation;

/// <summary>The factory of the core. It is disposed once it is retired and no command uses it any more.</summary>
internal sealed class SharedFactory(IClientFactory factory)
{
    private int _users;
    private bool _isRetired;

    public IClientFactory Factory => factory;

    /// <summary>Starts the use by one command.</summary>
    public void Enter()
    {
        lock (factory)
            _users++;
    }

    /// <summary>Ends the use by one command.</summary>
    public void Leave()
    {
        lock (factory)
        {
            _users--;
            DisposeIfUnused();
        }
    }

    /// <summary>Prevents use by further commands. Running commands keep their connections until they end.</summary>
    public void Retire()
    {
        lock (factory)
        {
            _isRetired = true;
            DisposeIfUnused();
        }
    }

    private void DisposeIfUnused()
    {
        if (_isRetired && _users == 0)
            factory.Dispose();
    }
}
