namespace WhylabsApiKey;

/// <summary>
/// Redacts secrets, and pieces of secrets with at least <see cref="ShortestPiece"/> characters, in a text. It ignores case, and it
/// recognizes plain text, percent-encoding, JSON, HTML, hexadecimal, and base64 of UTF-8 and UTF-16.
/// </summary>
internal sealed class SecretPieces
{
    public const string Mark = "<redacted>";

    /// <summary>The length of the shortest recognized piece. In base64 and hexadecimal it is twice as long.</summary>
    public const int ShortestPiece = 8;

    private const ulong Base = 1_099_511_628_211;

    // The hashes of all pieces, by the length of the pieces.
    private readonly Dictionary<int, HashSet<ulong>> _pieces = [];
    private readonly List<string> _wholes = [];
    private readonly List<string> _keyIds = [];

    public SecretPieces(params string[] tokens)
    {
        foreach (string token in tokens)
            Add(token);
    }

    public void Add(string token)
    {
        if (token.Length >= ShortestPiece)
            _wholes.Add(token);
        if (TokenIdentity.Of(token).KeyId is { } keyId)
            _keyIds.Add(keyId);
        foreach ((string spelling, int shortest) in SecretSpellings.Of(token))
            AddPieces(spelling, shortest);
    }

    public bool AreIn(string text) => Redact(text) != text;

    public string Redact(string text)
    {
        foreach (string whole in _wholes)
            text = text.Replace(whole, Mark);
        bool[]? found = null;
        foreach (KeyValuePair<int, HashSet<ulong>> pieces in _pieces)
            Find(text, pieces.Key, pieces.Value, ref found);
        if (found is null)
            return text;
        foreach (string keyId in _keyIds)
            Keep(text, keyId, found);
        return Replace(text, found);
    }

    // A key id is public, so it stays readable even if it equals a piece of the secret.
    private static void Keep(string text, string keyId, bool[] found)
    {
        for (int at = text.IndexOf(keyId, StringComparison.Ordinal); at >= 0; at = text.IndexOf(keyId, at + 1, StringComparison.Ordinal))
            Array.Clear(found, at, keyId.Length);
    }

    private static string Replace(string text, bool[] found)
    {
        var result = new System.Text.StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (!found[i])
                result.Append(text[i]);
            else if (i == 0 || !found[i - 1])
                result.Append(Mark);
        }

        return result.ToString();
    }

    private static void Find(string text, int length, HashSet<ulong> hashes, ref bool[]? found)
    {
        var window = new Window(length);
        for (int i = 0; i < text.Length; i++)
        {
            ulong hash = window.Move(text, i);
            if (i + 1 < length || !hashes.Contains(hash))
                continue;
            found ??= new bool[text.Length];
            for (int at = i + 1 - length; at <= i; at++)
                found[at] = true;
        }
    }

    private void AddPieces(string spelling, int length)
    {
        if (!_pieces.TryGetValue(length, out HashSet<ulong>? hashes))
            _pieces[length] = hashes = [];
        var window = new Window(length);
        for (int i = 0; i < spelling.Length; i++)
        {
            ulong hash = window.Move(spelling, i);
            if (i + 1 >= length)
                hashes.Add(hash);
        }
    }

    /// <summary>A rolling hash of the last characters of a text. It ignores case.</summary>
    private struct Window(int length)
    {
        private readonly ulong _weightOfFirst = Power(length - 1);
        private ulong _hash;

        public ulong Move(string text, int i)
        {
            unchecked
            {
                if (i >= length)
                    _hash -= Lower(text[i - length]) * _weightOfFirst;
                return _hash = (_hash * Base) + Lower(text[i]);
            }
        }

        private static ulong Lower(char c) => char.ToLowerInvariant(c) + 1UL;

        private static ulong Power(int exponent)
        {
            ulong power = 1;
            unchecked
            {
                for (int i = 0; i < exponent; i++)
                    power *= Base;
            }

            return power;
        }
    }
}
