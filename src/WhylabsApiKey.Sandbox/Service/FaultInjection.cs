using System.Globalization;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>Decides which request the configured fault applies to.</summary>
internal sealed class FaultInjection(SandboxOptions options)
{
    public const string Drop = "drop";
    public const string DropBefore = "drop-before";
    public const string Truncate = "truncate";
    public const string UndoRevoke = "undo-revoke";
    private const string Unhandled = "500-unhandled";
    private int _requests;

    /// <summary>The faults other than an HTTP status.</summary>
    public static IReadOnlyList<string> Names { get; } = [Drop, DropBefore, Truncate, UndoRevoke, Unhandled];

    public static bool IsKnown(string? fault) => fault is null || Names.Contains(fault) || Status(fault) is not null;

    /// <summary>Returns the fault, or throws if the sandbox does not know it.</summary>
    public static string? RequireKnown(string? fault) => IsKnown(fault)
        ? fault
        : throw new ArgumentException($"There is no fault {fault}.", nameof(fault));

    /// <summary>Returns the fault of the next request; null for none.</summary>
    public string? Next() =>
        options.Fault is not null && Interlocked.Increment(ref _requests) % options.FaultEvery == 0 ? options.Fault : null;

    /// <summary>Returns the response that replaces the operation; null when the operation runs.</summary>
    public static ServiceResponse? InPlaceOfOperation(string? fault, ServiceRequest request) => fault == Unhandled
        ? ServiceResponse.Unhandled(request.Address, "java.lang.IllegalStateException")
        : Status(fault) switch
        {
            null => null,
            401 => ServiceResponse.Empty(401),
            403 => ServiceResponse.Empty(403),
            429 => ServiceResponse.TooManyRequests,
            500 => ServiceResponse.Error(ServiceException.Database(), request.RequestId),
            { } status => ServiceResponse.Text(status, $"<html><body><h1>{status}</h1></body></html>", "text/html"),
        };

    private static int? Status(string? fault) =>
        int.TryParse(fault, NumberStyles.None, CultureInfo.InvariantCulture, out int status) && status is >= 400 and < 600 ? status : null;
}
