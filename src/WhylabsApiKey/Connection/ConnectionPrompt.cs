using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using WhylabsApiKey.Pipeline;

namespace WhylabsApiKey.Connection;

/// <summary>Asks a person for what is missing of a connection.</summary>
internal sealed class ConnectionPrompt
{
    private readonly Collection<FieldDescription> _questions = [];
    private readonly List<string> _hints = [];

    private ConnectionPrompt()
    {
    }

    /// <summary>Fills in the parameters that neither are given nor have an environment variable. Where nobody can be asked, they stay as they are.</summary>
    public static void FillIn(ConnectionCommand command, Func<string, string?> environment)
    {
        string? Variable(string name) => environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
        var prompt = new ConnectionPrompt();
        if (command.Endpoint is null && ServiceAddress.InEnvironment(Variable) is null)
            prompt.Add(nameof(command.Endpoint), typeof(string), $"Enter alone stands for {ServiceAddress.PublicService}.");
        string? token = command.ApiKey is null ? Variable("WHYLABS_API_KEY") : Credential.TokenOf(command.ApiKey);
        if (token is null)
            prompt.Add(nameof(command.ApiKey), typeof(SecureString));
        bool hasOrganization = !string.IsNullOrWhiteSpace(command.OrgId) || Variable("WHYLABS_DEFAULT_ORG_ID") is not null;
        if (!hasOrganization && (token is null || !Credential.NamesOrganization(token)))
            prompt.Add(nameof(command.OrgId), typeof(string), token is null ? "Enter alone stands for the API key's own." : null);
        if (prompt._questions.Count > 0)
            prompt.Ask(command);
    }

    private static string? Text(Dictionary<string, PSObject?> answers, string name) =>
        answers.TryGetValue(name, out PSObject? answer) && answer?.BaseObject is string { Length: > 0 } text ? text.Trim() : null;

    private void Add(string name, Type type, string? hint = null)
    {
        var question = new FieldDescription(name);
        question.SetParameterType(type);
        _questions.Add(question);
        if (hint is not null)
            _hints.Add($"{name}: {hint}");
    }

    private void Ask(ConnectionCommand command)
    {
        try
        {
            // The console shows the names of questions and the message above all of them, but no labels.
            Dictionary<string, PSObject?> answers = command.Host.UI.Prompt("Connect to WhyLabs", string.Join(" ", _hints), _questions);
            command.Endpoint ??= Text(answers, nameof(command.Endpoint)) is { } text ? ServiceAddress.Parse(text) : null;
            command.ApiKey ??= answers.TryGetValue(nameof(command.ApiKey), out PSObject? key) ? key?.BaseObject as SecureString : null;
            command.OrgId ??= Text(answers, nameof(command.OrgId));
        }
        catch (Exception e) when (Confirmation.IsNonInteractive(e))
        {
            command.WriteVerboseMessage("Nobody can be asked for what is missing.");
        }
    }
}
