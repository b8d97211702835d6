using System.Buffers;
using System.Text.Json;
using WhylabsApiKey.Core.Http;

namespace WhylabsApiKey.Core.Json;

/// <summary>
/// Reads the keys of a response while it arrives: a list (<c>items</c>), a look-up (<c>key</c>) or a single key. The serializer would
/// parse every key twice, because it passes only complete values to a converter. Here only a key at the end of a block is parsed twice.
/// </summary>
internal sealed class KeyResponseReader
{
    private const int BlockSize = 1 << 16;
    private const string Items = "items";

    private readonly List<ApiKey> _keys = [];
    private readonly string? _property;
    private readonly ApiKeyReader _keyReader;
    private JsonReaderState _state;
    private bool _began;
    private bool _inItems;
    private bool _hadProperty;

    /// <param name="property">The property that holds the key or keys; null when the response itself is the key.</param>
    private KeyResponseReader(string? property, Observation observation) =>
        (_property, _keyReader) = (property, new ApiKeyReader(observation, property == Items ? new SharedStrings() : null));

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <exception cref="JsonException">The response is not a list of keys, or is incomplete.</exception>
    public static async Task<List<ApiKey>> ReadListAsync(ResponseBody body, CancellationToken cancellation)
    {
        var list = new KeyResponseReader(Items, body.Observation);
        await list.ReadAsync(body.Stream, cancellation).ConfigureAwait(false);
        return list._hadProperty ? list._keys : throw new JsonException("The body has no list of keys.");
    }

    /// <summary>Reads the response to a look-up. Returns null when it has no key.</summary>
    /// <exception cref="JsonException">The response is not a look-up.</exception>
    public static Task<ApiKey?> ReadLookupAsync(ResponseBody body, CancellationToken cancellation) =>
        ReadOneAsync("key", body, cancellation);

    /// <exception cref="JsonException">The response is not a key.</exception>
    public static async Task<ApiKey> ReadKeyAsync(ResponseBody body, CancellationToken cancellation) =>
        await ReadOneAsync(property: null, body, cancellation).ConfigureAwait(false)
            ?? throw new JsonException("The body is not a key.");

    private static async Task<ApiKey?> ReadOneAsync(string? property, ResponseBody body, CancellationToken cancellation)
    {
        var reader = new KeyResponseReader(property, body.Observation);
        await reader.ReadAsync(body.Stream, cancellation).ConfigureAwait(false);
        return reader._keys is [var key] ? key : null;
    }

    private async Task ReadAsync(Stream body, CancellationToken cancellation)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            for (int length = 0, read = 1; read > 0;)
            {
                // The block is filled before it is parsed, so that small pieces do not cause repeated parsing.
                while (length < block.Length
                    && (read = await body.ReadAsync(block, length, block.Length - length, cancellation).ConfigureAwait(false)) > 0)
                {
                    length += read;
                }

                int taken = Take(block.AsSpan(0, length), isLast: read == 0);
                length -= taken;
                if (length == block.Length)
                    block = Larger(block);
                else
                    Array.Copy(block, taken, block, 0, length);
            }
        }
        finally
        {
            // The block may contain the secret of a new key.
            ArrayPool<byte>.Shared.Return(block, clearArray: true);
        }
    }

    private static byte[] Larger(byte[] block)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(2 * block.Length);
        block.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(block, clearArray: true);
        return larger;
    }

    /// <summary>Reads all complete values in the data, and returns their number of bytes.</summary>
    private int Take(ReadOnlySpan<byte> data, bool isLast)
    {
        int mark = !_began && data.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        _began = true;
        var reader = new Utf8JsonReader(data.Slice(mark), isLast, _state);
        Utf8JsonReader whole = reader;
        bool isWhole = true;
        while (isWhole && reader.Read())
        {
            isWhole = TakeValue(ref reader);
            if (isWhole)
                whole = reader;
        }

        // If the data ends between two values, the white space at the end is consumed too.
        if (isWhole)
            whole = reader;
        _state = whole.CurrentState;
        return mark + (int)whole.BytesConsumed;
    }

    /// <summary>Returns false when the data ends within the value.</summary>
    private bool TakeValue(ref Utf8JsonReader reader)
    {
        if (_property is null)
            return TakeKey(ref reader);
        if (_inItems)
        {
            _inItems = reader.TokenType != JsonTokenType.EndArray;
            return !_inItems || TakeKey(ref reader);
        }

        if (reader.CurrentDepth == 0)
        {
            return reader.TokenType is JsonTokenType.StartObject or JsonTokenType.EndObject
                ? true
                : throw new JsonException("The body is not a JSON object.");
        }

        bool isProperty = reader.ValueTextEquals(_property);
        if (!reader.Read())
            return false;
        return isProperty ? TakeProperty(ref reader) : reader.TrySkip();
    }

    private bool TakeProperty(ref Utf8JsonReader reader)
    {
        bool isList = _property == Items;
        if (_hadProperty || (isList && reader.TokenType != JsonTokenType.StartArray))
            throw new JsonException($"The property {_property} of the body is not usable.");
        _inItems = isList;
        _hadProperty = isList || reader.TokenType == JsonTokenType.Null || TakeKey(ref reader);
        return _hadProperty;
    }

    private bool TakeKey(ref Utf8JsonReader reader)
    {
        if (_keyReader.TryRead(ref reader) is not { } key)
            return false;
        _keys.Add(key);
        return true;
    }
}
