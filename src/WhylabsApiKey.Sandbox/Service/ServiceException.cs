namespace WhylabsApiKey.Sandbox.Service;

/// <summary>An error that the service reports in its own form.</summary>
internal sealed class ServiceException(int status, string type, string message) : Exception(message)
{
    public int Status => status;

    public string Type => type;

    public static ServiceException Illegal(string message) => new(400, "IllegalArgument", message);

    public static ServiceException NotFound(string resource, string id) =>
        new(404, "ResourceNotFound", $"Resource {resource} with ID {id} not found.");

    public static ServiceException UserNotFound(string sentence) => new(404, "UserNotFound", $"Resource User{sentence}");

    public static ServiceException Database() => new(500, "Internal", "Internal error. Unable to process request");
}
