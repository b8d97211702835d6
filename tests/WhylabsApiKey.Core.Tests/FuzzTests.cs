using System.Net;
using System.Text;
using CsCheck;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests that a list of random bytes is either a list of keys or an InvalidResponse.</summary>
public class FuzzTests
{
    private const int Inputs = 5000;
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "null", "true", "0", "1e999", "-", "\\u0000", "\\ud800", "\uFEFF", " ", "\0", "ü", "{}", "[]",
        "\"keyId\":", "\"items\":", "\"scopes\":", "\"key\":", "\"revoked\":", "\"creationTime\":",
        "2026-05-01T10:00:00.123456789", "9999-12-31T23:59:59-23:59",
    ];

    private static readonly byte[] Seed = Encoding.UTF8.GetBytes(Wire.List(
        Wire.Key,
        Wire.KeyWith(
            """
            "expirationTime":"2026-07-01T00:00:00.5","scopes":[":user",":administrator"],"alias":"ü",
            "revoked":true,"lastUsedTime":null,"x":{"y":[1]}
            """)));

    /// <summary>A valid list with up to six changes: a piece inserted, a byte replaced, or a range removed or duplicated.</summary>
    private static readonly Gen<byte[]> Changed = Gen
        .Select(Gen.Int[0, 3], Gen.Int[0, 10_000], Gen.Int[0, 40], Gen.OneOfConst(Pieces), Gen.Byte)
        .Array[0, 6]
        .Select(changes => changes.Aggregate(Seed, Change));

    [Fact]
    public async Task List_of_random_bytes_is_a_list_or_InvalidResponse()
    {
        int lists = 0, refused = 0;
        await Gen.OneOf(Changed, Gen.Byte.Array[0, 200]).SampleAsync(
            async bytes =>
            {
                RouteTable service = new RouteTable().On(
                    "GET /v0/organizations/org-123/api-key",
                    () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes) });
                try
                {
                    var client = new TestClient(service, debug: bytes.Length % 2 == 0);
                    IReadOnlyList<ApiKey> keys = await client.Api.ListAsync("org-123", null, default);
                    Interlocked.Increment(ref lists);
                    return keys.All(key => key.KeyId.Length > 0 && key.OrgId.Length > 0 && key.UserId!.Length > 0
                        && !key.Scopes.Contains(null) && key.CreationTime?.Kind == DateTimeKind.Local
                        && !double.IsNaN(key.ExpiresInDays) && key.IdleDays is null or not double.NaN);
                }
                catch (WhylabsApiException e) when (e.ErrorId == WhylabsErrorId.InvalidResponse)
                {
                    Interlocked.Increment(ref refused);
                    return true;
                }
            },
            iter: Inputs,
            print: bytes => Encoding.UTF8.GetString(bytes));
        TestContext.Current.TestOutputHelper!.WriteLine($"{lists} lists, {refused} refused.");
        Assert.True(lists > 100 && refused > 100);
    }

    private static byte[] Change(byte[] bytes, (int Kind, int Where, int Length, string Piece, byte Value) change)
    {
        int at = bytes.Length == 0 ? 0 : change.Where % bytes.Length;
        int end = Math.Min(bytes.Length, at + change.Length);
        return change.Kind switch
        {
            0 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(change.Piece), .. bytes[at..]],
            1 => [.. bytes[..at], change.Value, .. bytes[Math.Min(bytes.Length, at + 1)..]],
            2 => [.. bytes[..at], .. bytes[end..]],
            _ => [.. bytes[..end], .. bytes[at..]],
        };
    }
}
