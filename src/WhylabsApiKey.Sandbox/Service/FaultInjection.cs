using System.Globalization;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>Decides which request meets the fault that was asked for.</summary>
internal sealed class FaultInjection(SandboxOptions options)
{
    private int _requests;

    public static bool Knows(string? fault) => fault is null or "drop-before" or "drop" or "truncate" || Status(fault) is not null;

    /// <summary>The fault, which the sandbox must know how to play.</summary>
    public static string? Known(string? fault) => Knows(fault) ? fault : throw new ArgumentException($"There is no fault {fault}.", nameof(fault));

    /// <summary>The fault that the next request meets; null for none.</summary>
    public string? Next() => options.Fault is not null && Interlocked.Increment(ref _requests) % options.FaultEvery == 0 ? options.Fault : null;

    /// <summary>The answer in place of the operation; null when the operation is to be done.</summary>
    public static Answer? InPlaceOfOperation(string? fault, string requestId) => Status(fault) switch
    {
        null => null,
        401 => Answer.Empty(401),
        403 => Answer.Empty(403),
        429 => Answer.Text(429, "Too many requests. Please try again later."),
        500 => Answer.Error(new ServiceException(500, "Internal", "Internal error. Unable to process request"), requestId),
        { } status => Answer.Text(status, $"<html><body><h1>{status}</h1></body></html>", "text/html"),
    };

    private static int? Status(string? fault) =>
        int.TryParse(fault, NumberStyles.None, CultureInfo.InvariantCulture, out int status) && status is >= 400 and < 600 ? status : null;
}
