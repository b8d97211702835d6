using System.Text.Json;

namespace WhylabsApiKey.Benchmarks;

/// <summary>A minimal client, for comparison: HttpClient and source-generated System.Text.Json.</summary>
public static class RawClient
{
    private static readonly HttpClient Http = new();

    /// <summary>Returns the address of an organization's keys.</summary>
    public static string Keys(string orgId) =>
        $"{Environment.GetEnvironmentVariable("WHYLABS_API_ENDPOINT")}/v0/organizations/{orgId}/api-key";

    public static object List(string address) => ListAsync(address).GetAwaiter().GetResult();

    public static object Get(string address) => GetAsync(address).GetAwaiter().GetResult();

    public static object Send(string method, string address) => SendAsync(new HttpMethod(method), address).GetAwaiter().GetResult();

    internal static async Task<RawKey> SendAsync(HttpMethod method, string address)
    {
        using var request = new HttpRequestMessage(method, address);
        using HttpResponseMessage response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using Stream stream = await response.Content.ReadAsStreamAsync();
        return (await JsonSerializer.DeserializeAsync(stream, RawContext.Default.RawKey))!;
    }

    internal static Task<string> ValidateAsync() =>
        Http.GetStringAsync(new Uri($"{Environment.GetEnvironmentVariable("WHYLABS_API_ENDPOINT")}/v1/api-key/validate"));

    private static async Task<List<RawKey>> ListAsync(string address)
    {
        await using Stream stream = await Http.GetStreamAsync(new Uri(address));
        return (await JsonSerializer.DeserializeAsync(stream, RawContext.Default.RawList))!.Items!;
    }

    private static async Task<RawKey> GetAsync(string address)
    {
        await using Stream stream = await Http.GetStreamAsync(new Uri(address));
        return (await JsonSerializer.DeserializeAsync(stream, RawContext.Default.RawLookup))!.Key!;
    }
}
