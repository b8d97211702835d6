using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using WhylabsApiKey.Input;
using WhylabsApiKey.Pipeline;

namespace WhylabsApiKey.Connection;

/// <summary>Prompts for the parameters that are missing and have no environment variable.</summary>
internal static class ConnectionPrompt
{
    public static void FillIn(ConnectionCommand command)
    {
        if (command.Endpoint is not null)
            ServiceAddress.Check(command.Endpoint, command.AllowUnencryptedAuthentication);
        if (!string.IsNullOrWhiteSpace(command.OrgId))
            Identifier.Check(nameof(command.OrgId), command.OrgId!);
        var environment = new ConnectionSources(null, null, null, false, null, Environment.GetEnvironmentVariable);
        var hints = new List<string>();
        var questions = new Collection<FieldDescription>();
        if (command.Endpoint is null && ServiceAddress.EndpointFromEnvironment(environment.Variable) is null)
            Add(nameof(command.Endpoint), typeof(string), $"Press Enter to use {ServiceAddress.PublicService}.");
        string? token = command.ApiKey is null ? environment.Variable("WHYLABS_API_KEY") : Credential.TokenOf(command.ApiKey);
        if (token is null)
            Add(nameof(command.ApiKey), typeof(SecureString));
        bool hasOrganization = !string.IsNullOrWhiteSpace(command.OrgId) || environment.Variable("WHYLABS_DEFAULT_ORG_ID") is not null;
        if (!hasOrganization && (token is null || !Credential.NamesOrganization(token)))
            Add(nameof(command.OrgId), typeof(string), token is null ? "Press Enter to use the organization of the API key." : null);
        if (questions.Count > 0)
            Ask(command, string.Join(" ", hints), questions);

        // The console shows names and the message above all questions, but no labels.
        void Add(string name, Type type, string? hint = null)
        {
            var question = new FieldDescription(name);
            question.SetParameterType(type);
            questions.Add(question);
            if (hint is not null)
                hints.Add($"{name}: {hint}");
        }
    }

    private static void Ask(ConnectionCommand command, string message, Collection<FieldDescription> questions)
    {
        try
        {
            Dictionary<string, PSObject?> answers = command.Host.UI.Prompt("Connect to WhyLabs", message, questions);
            command.Endpoint ??= Text(answers, nameof(command.Endpoint)) is { } text ? ServiceAddress.Parse(text) : null;
            command.ApiKey ??= answers.TryGetValue(nameof(command.ApiKey), out PSObject? key) ? key?.BaseObject as SecureString : null;
            command.OrgId ??= Text(answers, nameof(command.OrgId));
        }
        catch (Exception e) when (Confirmation.IsNonInteractive(e))
        {
            command.WriteVerboseMessage("This session is non-interactive: the command cannot ask for what is missing.");
        }
    }

    private static string? Text(Dictionary<string, PSObject?> answers, string name) =>
        answers.TryGetValue(name, out PSObject? answer) && answer?.BaseObject is string { Length: > 0 } text ? text.Trim() : null;
}
