using System.Globalization;
using System.Reflection;

namespace WhylabsApiKey.Core.Net472;

/// <summary>Calls every operation of the core once, through the loader of the module.</summary>
internal static class Operations
{
    public static async Task CallAllAsync(Assembly cmdlets)
    {
        object shared = cmdlets.GetType("WhylabsApiKey.Isolation.CoreLoader", throwOnError: true).GetMethod("Enter").Invoke(null, []);
        using var factory = (IClientFactory)shared.GetType().GetProperty("Factory").GetValue(shared);
        var endpoint = new Uri(Variable("WHYLABS_API_ENDPOINT"));
        var options = new ClientOptions(endpoint, Variable("WHYLABS_API_KEY"), "WhylabsApiKey.Core.Net472");
        IWhylabsApiKeyClient client = factory.Create(options, new NoMessages());
        string orgId = Variable("WHYLABS_DEFAULT_ORG_ID");

        IReadOnlyList<ApiKey> keys = await client.ListAsync(orgId, userId: null, default);
        Console.WriteLine($"listed {keys.Count}");

        var request = new CreateApiKeyRequest(orgId, "bob", [":user"], "mono & co", new DateTimeOffset(2099, 1, 2, 3, 4, 5, TimeSpan.Zero));
        ApiKey created = await client.CreateAsync(request, default);
        Console.WriteLine($"created {created.KeyId} with a secret of {created.RevealKey()!.Length} characters");

        ApiKey got = await client.GetAsync(orgId, created.KeyId, default);
        string expires = got.ExpirationTime!.Value.ToUniversalTime().ToString("s", CultureInfo.InvariantCulture);
        Console.WriteLine($"got {got.KeyId} {got.Alias}, {expires}");

        ApiKey revoked = await client.RevokeAsync(orgId, got.UserId, got.KeyId, default);
        Console.WriteLine($"revoked {revoked.KeyId} {revoked.Status}");
    }

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name);

    private sealed class NoMessages : IMessageSink
    {
        public bool Shows(MessageKind kind) => false;

        public void Write(MessageKind kind, string text)
        {
        }
    }
}
