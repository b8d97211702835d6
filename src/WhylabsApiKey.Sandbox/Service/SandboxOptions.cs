using Microsoft.Extensions.Configuration;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>How the local service behaves.</summary>
public sealed class SandboxOptions
{
    private static readonly Dictionary<string, string> Switches = new()
    {
        ["--port"] = nameof(Port),
        ["--latency-ms"] = nameof(LatencyMs),
        ["--consistency-delay-ms"] = nameof(ConsistencyDelayMs),
        ["--records-last-use"] = nameof(RecordsLastUse),
        ["--v1"] = nameof(V1),
        ["--fault"] = nameof(Fault),
        ["--fault-every"] = nameof(FaultEvery),
    };

    /// <summary>The port on the loopback interface; 0 for any free one.</summary>
    public int Port { get; set; }

    /// <summary>Milliseconds that every answer is held back.</summary>
    public int LatencyMs { get; set; }

    /// <summary>Milliseconds for which a new key can be neither found nor used.</summary>
    public int ConsistencyDelayMs { get; set; }

    /// <summary>False plays a platform without the store that records when a key was last used.</summary>
    public bool RecordsLastUse { get; set; } = true;

    /// <summary>False plays an older server, which has no v1 operations.</summary>
    public bool V1 { get; set; } = true;

    /// <summary>
    /// A status such as 503 (answered in place of the operation), <c>drop-before</c> (nothing is done, the connection
    /// breaks), <c>drop</c> or <c>truncate</c> (the operation is done, its answer does not arrive, or only half of it); null for
    /// no fault.
    /// </summary>
    public string? Fault { get; set; }

    /// <summary>The fault strikes every so many requests.</summary>
    public int FaultEvery { get; set; } = 1;

    public static string Usage =>
        """
          --port <number>                  of the loopback interface; any free one if left out
          --latency-ms <number>            how long every answer is held back; 0
          --consistency-delay-ms <number>  how long a new key can be neither found nor used; 0
          --records-last-use <true|false>  false for a platform that records no last use; true
          --v1 <true|false>                false for an older server without v1; true
          --fault <fault>                  a status from 400 to 599 in place of the operation; drop-before, the connection
                                           breaks and nothing is done; drop or truncate, the operation is done and its
                                           answer is lost, or half of it
          --fault-every <number>           the fault strikes every so many requests; 1
        """;

    /// <exception cref="FormatException">An option is unknown, or its value is not of its kind.</exception>
    public static SandboxOptions Parse(string[] args)
    {
        if (args.Where((_, i) => i % 2 == 0).FirstOrDefault(name => !Switches.ContainsKey(name)) is { } unknown)
            throw new FormatException($"There is no option {unknown}.");
        if (args.Length % 2 != 0)
            throw new FormatException($"{args[^1]} needs a value.");
        try
        {
            var options = new SandboxOptions();
            new ConfigurationBuilder().AddCommandLine(args, Switches).Build().Bind(options);
            return FaultInjection.Knows(options.Fault) && options.FaultEvery > 0 && options.Port is >= 0 and <= 65535
                ? options
                : throw new FormatException("A fault is a status from 400 to 599, drop-before, drop or truncate; it strikes every 1 or more requests. A port is at most 65535.");
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException(e.Message, e);
        }
    }
}
