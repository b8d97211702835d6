namespace WhylabsApiKey.Sandbox.Service;

/// <summary>A request that the service refuses, with the words of its error body.</summary>
internal sealed class ServiceException(int status, string type, string message) : Exception(message)
{
    public int Status => status;

    public string Type => type;

    public static ServiceException Illegal(string message) => new(400, "IllegalArgument", message);

    public static ServiceException NotFound(string resource, string id) =>
        new(404, "ResourceNotFound", $"Resource {resource} with ID {id} not found.");
}
