using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using WhylabsApiKey.Binding;
using WhylabsApiKey.Configuration;
using WhylabsApiKey.Errors;

namespace WhylabsApiKey.Commands;

/// <summary>Remembers endpoint, API key and organization for the runspace, after the service has accepted the key.</summary>
[Cmdlet(VerbsCommunications.Connect, "Whylabs")]
[OutputType(typeof(WhylabsSession))]
public sealed class ConnectWhylabsCommand : ConnectionCommand
{
    [Parameter(Position = 0)]
    [ValidateNotNull]
    [BeginsSession]
    public override Uri? Endpoint { get; set; }

    [Parameter(Position = 1)]
    [ValidateNotNull]
    [BeginsSession]
    public override SecureString? ApiKey { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("OrganizationId")]
    [ArgumentCompleter(typeof(SeenKeyCompleter))]
    [NotToken]
    [BeginsSession]
    public override string? OrgId { get; set; }

    [Parameter]
    [BeginsSession]
    public override ApiVersion ApiVersion { get; set; }

    [Parameter]
    [ValidateRange(0, MostTimeoutSec)]
    [BeginsSession]
    public override int TimeoutSec { get => base.TimeoutSec; set => base.TimeoutSec = value; }

    [Parameter]
    [ValidateRange(0, MostRetries)]
    [BeginsSession]
    public override int MaximumRetryCount { get => base.MaximumRetryCount; set => base.MaximumRetryCount = value; }

    [Parameter]
    [BeginsSession]
    public override SwitchParameter AllowUnencryptedAuthentication { get; set; }

    // What an earlier session remembers does not count: connecting again is how one changes it.
    private protected override WhylabsSession? Session => null;

    protected override void BeginProcessing()
    {
        CurrentSession.Begin(SessionState);
        Required(RefuseEmptyArguments);
        Required(AskForMissing);
        base.BeginProcessing();
    }

    protected override void ProcessRecord() => Required(Connect);

    private void Connect()
    {
        string? orgId = Connection.OrgId(OrgId);
        CheckToken();
        SecureString token = ApiKey?.Copy() ?? new System.Net.NetworkCredential(string.Empty, Connection.Token).SecurePassword;
        token.MakeReadOnly();
        var session = new WhylabsSession(
            Connection.Endpoint, token, orgId, Connection.OwnKeyId, Connection.ApiVersion, AllowUnencryptedAuthentication);
        CurrentSession.Set(SessionState, session);
        WriteObject(session);
    }

    // Nothing goes on without the session that was asked for.
    private void Required(Action action)
    {
        try
        {
            action();
        }
        catch (WhylabsApiException e)
        {
            // An endpoint that is none may be a token in the wrong place.
            ThrowTerminatingError(e.ToErrorRecord(e.ErrorId == WhylabsErrorId.InvalidEndpoint ? null : Endpoint));
        }
    }

    private void CheckToken()
    {
        try
        {
            if (Validate(Connection.Token) is { Valid: false } refused)
            {
                throw new WhylabsApiException(
                    WhylabsErrorId.ApiKeyRefused,
                    $"The service does not accept this API key: {refused.Reason ?? "it is unknown, expired or revoked."} (request {refused.RequestId})")
                {
                    StatusCode = System.Net.HttpStatusCode.Forbidden,
                    RequestId = refused.RequestId,
                    ServerMessage = refused.Reason,
                };
            }
        }
        catch (WhylabsApiException e) when (e.ErrorId == WhylabsErrorId.RouteNotFound)
        {
            Tell("This service cannot be asked whether it accepts an API key; the first command will tell.");
        }
    }

    // Where nobody can be asked, what is missing is reported as by any other command.
    private void AskForMissing()
    {
        Func<string, string?> environment = Environment.GetEnvironmentVariable;
        var questions = new Collection<FieldDescription>();
        var hints = new List<string>();
        if (Endpoint is null && Connection.EndpointIn(environment) is null)
            Ask(nameof(Endpoint), typeof(string), $"Enter alone stands for {Connection.PublicService}.");
        string? token = ApiKey is null ? environment("WHYLABS_API_KEY") : Connection.TokenOf(ApiKey);
        bool asksForKey = string.IsNullOrWhiteSpace(token);
        if (asksForKey)
            Ask(nameof(ApiKey), typeof(SecureString));
        if (string.IsNullOrWhiteSpace(OrgId) && string.IsNullOrWhiteSpace(environment("WHYLABS_DEFAULT_ORG_ID")) && (asksForKey || !Connection.TellsOrg(token!)))
            Ask(nameof(OrgId), typeof(string), asksForKey ? "Enter alone stands for the API key's own." : null);
        if (questions.Count == 0)
            return;

        try
        {
            Dictionary<string, PSObject?> answers = Host.UI.Prompt("Connect to WhyLabs", string.Join(" ", hints), questions);
            Endpoint ??= Text(answers, nameof(Endpoint)) is { } text ? Connection.ParseEndpoint(text) : null;
            ApiKey ??= answers.TryGetValue(nameof(ApiKey), out PSObject? key) ? key?.BaseObject as SecureString : null;
            OrgId ??= Text(answers, nameof(OrgId));
        }
        catch (Exception e) when (Confirmation.IsUnattended(e))
        {
            Tell("Nobody can be asked for what is missing.");
        }

        // The console shows a question's name and the message above all, not a label.
        void Ask(string name, Type type, string? otherwise = null)
        {
            var question = new FieldDescription(name);
            question.SetParameterType(type);
            questions.Add(question);
            if (otherwise is not null)
                hints.Add($"{name}: {otherwise}");
        }
    }

    private static string? Text(Dictionary<string, PSObject?> answers, string name) =>
        answers.TryGetValue(name, out PSObject? answer) && answer?.BaseObject is string { Length: > 0 } text ? text.Trim() : null;
}
