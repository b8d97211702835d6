using System.Buffers;
using System.Text.Json;
using WhylabsApiKey.Core.Http;

namespace WhylabsApiKey.Core.Json;

/// <summary>
/// Reads a response with keys while it arrives: a list (<c>items</c>), a look-up (<c>key</c>) or a key by itself. The serializer would
/// parse every key twice, since it hands a converter only complete values; here only the key that a block ends in is parsed again.
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

    /// <exception cref="JsonException">It is not a list of keys, or not a whole one.</exception>
    public static async Task<List<ApiKey>> ReadListAsync(ResponseBody body, CancellationToken cancellation)
    {
        var list = new KeyResponseReader(Items, body.Observation);
        await list.ReadAsync(body.Stream, cancellation).ConfigureAwait(false);
        return list._hadProperty ? list._keys : throw new JsonException("It has no list of keys.");
    }

    /// <summary>Reads a look-up, which has no key when there is none of that id.</summary>
    /// <exception cref="JsonException">It is not a look-up.</exception>
    public static Task<ApiKey?> ReadLookupAsync(ResponseBody body, CancellationToken cancellation) =>
        ReadOneAsync("key", body, cancellation);

    /// <exception cref="JsonException">It is not a key.</exception>
    public static async Task<ApiKey> ReadKeyAsync(ResponseBody body, CancellationToken cancellation) =>
        await ReadOneAsync(property: null, body, cancellation).ConfigureAwait(false)
            ?? throw new JsonException("It is not a key.");

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
                // Filled before it is parsed: the work stays linear however small the pieces arrive.
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
            // It may hold the secret of a new key.
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

    /// <summary>Takes what is complete in the data, and returns how many bytes that was.</summary>
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

        // Where the data end between two values, the white space before the end is consumed too.
        if (isWhole)
            whole = reader;
        _state = whole.CurrentState;
        return mark + (int)whole.BytesConsumed;
    }

    /// <summary>False when the value does not end in these data.</summary>
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
                : throw new JsonException("It is not an object.");
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
            throw new JsonException($"Its property {_property} is not usable.");
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
