using System.Management.Automation.Runspaces;
using System.Net;

namespace WhylabsApiKey.Connection;

/// <summary>What is checked and said before a session begins.</summary>
internal static class SessionStart
{
    /// <summary>Requires a token that the service accepts, if it can be asked.</summary>
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

    /// <summary>Warns where another caller may get this runspace next, and the session with it.</summary>
    public static void WarnOfPool(this ConnectionCommand command)
    {
        if (IsOfPool(Runspace.DefaultRunspace, command.Host.Name))
        {
            command.Warn(
                "This runspace seems to be one of a pool, which keeps its variables: the next script that runs in it gets this session. "
                + "Run Disconnect-Whylabs at the end of each script, in a finally block.");
        }
    }

    // The engine does not say. A pool reuses the thread of each runspace; otherwise only hosts with a console do so, for their first.
    private static bool IsOfPool(Runspace runspace, string host) => runspace.ThreadOptions == PSThreadOptions.ReuseThread
        && (host == "Default Host" || (host == "ConsoleHost" && runspace.Id > 1));
}
