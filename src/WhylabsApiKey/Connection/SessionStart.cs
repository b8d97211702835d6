using System.Management.Automation.Runspaces;
using System.Net;

namespace WhylabsApiKey.Connection;

/// <summary>The checks and warnings before a session starts.</summary>
internal static class SessionStart
{
    /// <summary>Requires a token that the service accepts. Does nothing if the service has no validation.</summary>
    /// <exception cref="WhylabsApiException">ApiKeyRefused.</exception>
    public static void CheckToken(this ConnectionCommand command)
    {
        try
        {
            if (command.Wait(command.Client.ValidateAsync(command.Cancellation)) is not { Valid: false } refused)
                return;
            string reason = refused.Reason ?? "it is unknown, expired or revoked.";
            throw new WhylabsApiException(
                WhylabsErrorId.ApiKeyRefused, $"The service does not accept this API key: {reason} (request {refused.RequestId})")
            {
                StatusCode = HttpStatusCode.Forbidden,
                RequestId = refused.RequestId,
                ServerMessage = refused.Reason,
            };
        }
        catch (WhylabsApiException e) when (e.ErrorId is WhylabsErrorId.RouteNotFound or WhylabsErrorId.ValidationUnavailable)
        {
            string reason = e.ErrorId == WhylabsErrorId.RouteNotFound ? "has no validation route" : "validates API keys only";
            command.WriteVerboseMessage($"This service {reason}. The first command shows whether the service accepts the token.");
        }
    }

    /// <summary>Warns if the runspace may be one of a pool, because the next caller would get the session.</summary>
    public static void WarnOfPool(this ConnectionCommand command)
    {
        if (IsOfPool(Runspace.DefaultRunspace, command.Host.Name))
        {
            command.Warn(
                "This runspace seems to be one of a pool, which keeps its variables: the next script that runs in it gets this session. "
                + "Run Disconnect-Whylabs at the end of each script, in a finally block.");
        }
    }

    // A heuristic. A pool reuses the thread of each runspace; otherwise only console hosts do so, for their first runspace.
    private static bool IsOfPool(Runspace runspace, string host) => runspace.ThreadOptions == PSThreadOptions.ReuseThread
        && (host == "Default Host" || (host == "ConsoleHost" && runspace.Id > 1));
}
