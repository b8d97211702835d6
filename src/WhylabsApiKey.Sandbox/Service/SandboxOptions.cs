using Microsoft.Extensions.Configuration;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The settings of the local service.</summary>
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

    /// <summary>The delay of every response, in milliseconds.</summary>
    public int LatencyMs { get; set; }

    /// <summary>The time, in milliseconds, during which a new key can be neither found nor used.</summary>
    public int ConsistencyDelayMs { get; set; }

    /// <summary>False simulates a service that does not record last uses.</summary>
    public bool RecordsLastUse { get; set; } = true;

    /// <summary>The interval, in seconds, at which the last uses of up to 25 keys are written.</summary>
    public int LastUseDelaySeconds { get; set; } = 900;

    /// <summary>The maximum number of requests of an organization in a burst; 0 for no limit.</summary>
    public int RateLimit { get; set; } = 1000;

    /// <summary>The time, in milliseconds, after which a throttled organization can send one more request.</summary>
    public int RateLimitRefillMs { get; set; } = 12_000;

    /// <summary>False simulates an older server without v1 operations.</summary>
    public bool V1 { get; set; } = true;

    /// <summary>
    /// An HTTP status such as 503, or <c>500-unhandled</c>: the response that replaces the operation. <c>drop-before</c>: the connection
    /// breaks before the operation. <c>drop</c>, <c>truncate</c>: the operation runs, and its response or half of it is lost.
    /// <c>undo-revoke</c>: the key works again after the revocation. Null: no fault.
    /// </summary>
    public string? Fault { get; set; }

    /// <summary>The fault applies to every n-th request.</summary>
    public int FaultEvery { get; set; } = 1;

    public static string Usage =>
        """
          --port <number>                    the port on the loopback interface (default: any free port)
          --latency-ms <number>              the delay of every response (default: 0)
          --consistency-delay-ms <number>    how long a new key can be neither found nor used (default: 0)
          --records-last-use <true|false>    false for a service that does not record last uses (default: true)
          --last-use-delay-seconds <number>  the interval at which last uses are written (default: 900)
          --rate-limit <number>              the requests that an organization can send at once; 0 is no limit (default: 1000)
          --rate-limit-refill-ms <number>    the time after which it can send one more (default: 12000)
          --v1 <true|false>                  false for an older server without v1 (default: true)
          --fault <fault>                    an HTTP status from 400 to 599, or 500-unhandled: the response that replaces the operation
                                             drop-before: the connection breaks before the operation
                                             drop: the operation runs, and its response is lost
                                             truncate: the operation runs, and half of its response is lost
                                             undo-revoke: the key works again after its revocation
          --fault-every <number>             the fault applies to every n-th request (default: 1)
        """;

    /// <exception cref="FormatException">An option is unknown or has an invalid value.</exception>
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
        if (!FaultInjection.IsKnown(Fault))
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
