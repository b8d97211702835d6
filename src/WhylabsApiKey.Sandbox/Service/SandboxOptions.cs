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
        ["--last-use-delay-seconds"] = nameof(LastUseDelaySeconds),
        ["--rate-limit"] = nameof(RateLimit),
        ["--rate-limit-refill-ms"] = nameof(RateLimitRefillMs),
        ["--v1"] = nameof(V1),
        ["--fault"] = nameof(Fault),
        ["--fault-every"] = nameof(FaultEvery),
    };

    /// <summary>The port on the loopback interface; 0 for any free one.</summary>
    public int Port { get; set; }

    /// <summary>Milliseconds by which every response is delayed.</summary>
    public int LatencyMs { get; set; }

    /// <summary>Milliseconds for which a new key can be neither found nor used.</summary>
    public int ConsistencyDelayMs { get; set; }

    /// <summary>False simulates a platform without the store that records when a key was last used.</summary>
    public bool RecordsLastUse { get; set; } = true;

    /// <summary>Seconds between two rounds in which the last uses of at most 25 keys are written.</summary>
    public int LastUseDelaySeconds { get; set; } = 900;

    /// <summary>The requests that an organization can send at once; 0 for no limit.</summary>
    public int RateLimit { get; set; } = 1000;

    /// <summary>Milliseconds after which an organization that used its requests up can send one more.</summary>
    public int RateLimitRefillMs { get; set; } = 12_000;

    /// <summary>False simulates an older server, which has no v1 operations.</summary>
    public bool V1 { get; set; } = true;

    /// <summary>
    /// A status such as 503, in place of the operation; <c>500-unhandled</c>, the other form of a 500; <c>drop-before</c>
    /// (nothing is done, the connection breaks); <c>drop</c> or <c>truncate</c> (the operation is done, and its response or half of
    /// the response is lost); <c>undo-revoke</c> (a key that the request revokes is live again afterwards); null for no fault.
    /// </summary>
    public string? Fault { get; set; }

    /// <summary>The fault applies to every n-th request.</summary>
    public int FaultEvery { get; set; } = 1;

    public static string Usage =>
        """
          --port <number>                    of the loopback interface; any free one by default
          --latency-ms <number>              how long every response is delayed; 0
          --consistency-delay-ms <number>    how long a new key can be neither found nor used; 0
          --records-last-use <true|false>    false for a platform that records no last use; true
          --last-use-delay-seconds <number>  how long a last use takes to show; 900
          --rate-limit <number>              requests that an organization can send at once, 0 for no limit; 1000
          --rate-limit-refill-ms <number>    the time after which it can send one more; 12000
          --v1 <true|false>                  false for an older server without v1; true
          --fault <fault>                    a status from 400 to 599 or 500-unhandled in place of the operation; drop-before, the
                                             connection breaks and nothing is done; drop or truncate, the operation is done and its
                                             response is lost, or half of it; undo-revoke, a revoked key becomes live again
          --fault-every <number>             the fault applies to every n-th request; 1
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
            options.Check();
            return options;
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private void Check()
    {
        if (!FaultInjection.Knows(Fault))
        {
            string names = string.Join(", ", FaultInjection.Names);
            throw new FormatException($"There is no fault {Fault}. A fault is a status from 400 to 599, or one of: {names}.");
        }
        if (Port is < 0 or > 65535)
            throw new FormatException("A port is from 0 to 65535.");
        if (FaultEvery < 1 || RateLimitRefillMs < 1)
            throw new FormatException("--fault-every and --rate-limit-refill-ms are 1 or more.");
        if (RateLimit < 0 || LastUseDelaySeconds < 0)
            throw new FormatException("--rate-limit and --last-use-delay-seconds are 0 or more.");
    }
}
