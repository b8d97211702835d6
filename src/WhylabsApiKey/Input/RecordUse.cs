namespace WhylabsApiKey.Input;

/// <summary>What a command reads from the pipeline.</summary>
internal enum RecordUse
{
    /// <summary>A key to revoke.</summary>
    Key,

    /// <summary>A key to replace. A row may have the terms of the new key.</summary>
    OldKey,

    /// <summary>A key, or an owner or organization whose keys are listed.</summary>
    KeyOrOwner,

    /// <summary>The owner, alias and terms of a key to create.</summary>
    NewKey,

    /// <summary>The secret of a key.</summary>
    Secret,
}
