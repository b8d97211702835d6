using WhylabsApiKey.Connection;
using WhylabsApiKey.Listing;

namespace WhylabsApiKey.Rotation;

/// <summary>What the rotations of one command share: the lists of the organizations, and the keys that they rotated and created.</summary>
internal sealed class RotatedKeys(ConnectionCommand command)
{
    /// <summary>Reads the list even for the first key, because the list also shows the new keys of an earlier rotation.</summary>
    public KeyDirectory Directory { get; } = KeyDirectory.Of(command, KeyDirectory.ListLifetime, looksUpFirstKey: false);

    /// <summary>The ids of the keys that were rotated and created.</summary>
    public HashSet<string> Handled { get; } = new(StringComparer.Ordinal);
}
