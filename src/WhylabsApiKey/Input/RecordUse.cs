namespace WhylabsApiKey.Input;

/// <summary>What a command takes from the pipeline.</summary>
internal enum RecordUse
{
    /// <summary>A key, which is to be revoked.</summary>
    Key,

    /// <summary>A key, which is to be replaced; a row may hold terms of its successor.</summary>
    OldKey,

    /// <summary>A key, or an owner or organization whose keys are listed.</summary>
    KeyOrOwner,

    /// <summary>The owner, alias and terms of a key to create.</summary>
    NewKey,

    /// <summary>The secret of a key.</summary>
    Secret,
}
