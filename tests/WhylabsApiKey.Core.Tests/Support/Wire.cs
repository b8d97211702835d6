namespace WhylabsApiKey.Core.Tests.Support;

/// <summary>Creates response bodies in the format of the service.</summary>
internal static class Wire
{
    public const string Key = """{"keyId":"HMiFAgQeNb","orgId":"org-123","userId":"user-123","creationTime":"2026-05-01T10:00:00"}""";

    public const string Secret = "HMiFAgQeNb.zyxwvutsrqponmlkjihgfedcba9876543210ZYXWVUTSRQPONMLKJ:org-123";

    public static string List(params string[] keys) => $$"""{"items":[{{string.Join(",", keys)}}]}""";

    /// <summary>Creates a key with more properties, which are specified as JSON without braces.</summary>
    public static string KeyWith(string properties) => Key[..^1] + "," + properties + "}";

    public static string Error(string message, string type) => $$"""{"message":"{{message}}","requestId":"r","type":"{{type}}"}""";
}
