using System.Buffers;
using System.Text.Json;

namespace WhylabsApiKey.Core.Json;

/// <summary>
/// Reads <c>ListUserApiKeys</c> while it arrives. The serializer would look at every key twice, since it hands a
/// converter only values that it knows to be complete; here only the key that a block ends in is begun again.
/// </summary>
internal sealed class ApiKeyListReader
{
    private const int BlockSize = 1 << 16;

    private readonly List<ApiKey> _keys = [];
    private JsonReaderState _state;
    private bool _began;
    private bool _inItems;
    private bool _hadItems;

    private ApiKeyListReader()
    {
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <exception cref="JsonException">It is not a list of keys, or not a whole one.</exception>
    public static async Task<List<ApiKey>> ReadAsync(Stream body, CancellationToken cancellation)
    {
        var list = new ApiKeyListReader();
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            for (int length = 0, read = 1; read > 0;)
            {
                // Filled before it is looked at: the work stays linear however small the pieces arrive.
                while (length < block.Length
                    && (read = await body.ReadAsync(block, length, block.Length - length, cancellation).ConfigureAwait(false)) > 0)
                {
                    length += read;
                }

                int taken = list.Take(block.AsSpan(0, length), isLast: read == 0);
                length -= taken;
                if (length == block.Length)
                    block = Larger(block);
                else
                    Array.Copy(block, taken, block, 0, length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        return list._hadItems ? list._keys : throw new JsonException("It has no list of keys.");
    }

    private static byte[] Larger(byte[] block)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(2 * block.Length);
        block.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(block);
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

        // Where the data end between two values, white space is done with, too.
        if (isWhole)
            whole = reader;
        _state = whole.CurrentState;
        return mark + (int)whole.BytesConsumed;
    }

    /// <summary>False when the value does not end in these data.</summary>
    private bool TakeValue(ref Utf8JsonReader reader)
    {
        if (_inItems)
        {
            if (reader.TokenType == JsonTokenType.EndArray)
                _inItems = false;
            else if (ApiKeyReader.TryRead(ref reader) is { } key)
                _keys.Add(key);
            else
                return false;
            return true;
        }

        if (reader.CurrentDepth == 0)
            return reader.TokenType is JsonTokenType.StartObject or JsonTokenType.EndObject ? true : throw new JsonException("It is not an object.");

        bool isItems = reader.ValueTextEquals("items"u8);
        if (!reader.Read())
            return false;
        if (!isItems)
            return reader.TrySkip();
        if (_hadItems || reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("It has no list of keys.");
        return _hadItems = _inItems = true;
    }
}
