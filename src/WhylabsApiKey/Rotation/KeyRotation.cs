using System.Management.Automation;
using WhylabsApiKey.Connection;
using WhylabsApiKey.Errors;
using WhylabsApiKey.Input;

namespace WhylabsApiKey.Rotation;

/// <summary>
/// The steps of one rotation, in order. After each step, the old key works or the new key works.
/// </summary>
/// <param name="rotated">The state that the rotations of the command share.</param>
internal sealed class KeyRotation(ConnectionCommand command, RotatedKeys rotated, string? orgId)
{
    private SaveBlock? _block;

    private ServiceVersion Version => command.Address.Version;

    public ApiKey FindOld(KeyReference named)
    {
        Task<ApiKey> found = rotated.Directory.FindAsync(orgId, named.KeyId).WithHint(KeyNotFoundHint.Of(command, named.KeyId, orgId));
        return command.Wait(found).RequireOwner(named.Owners, orgId);
    }

    /// <summary>Plans the new key. Warns if it may be less limited than the old key, or if a rotation may have come before.</summary>
    public CreateApiKeyRequest Plan(ApiKey old, SuccessorPlan plan)
    {
        CreateApiKeyRequest request = plan.RequestFor(old, orgId, Version, command.Client.ServiceTime);
        command.Client.Check(request);
        if (plan.UnknownResourceWarning(old, Version) is { } warning)
            command.Warn(warning);
        if (EarlierSuccessors.Warning(old, command.Wait(rotated.Directory.ListAsync(orgId)), rotated.Handled, Version) is { } earlier)
            command.Warn(earlier);
        return request;
    }

    /// <summary>Describes the old key to people.</summary>
    public string Describe(ApiKey old) => command.Address.DescribeKey(old.KeyId, old.Alias, old.UserId, orgId, KeyState.Of(old));

    /// <summary>Describes the rotation to people.</summary>
    public static string Describe(CreateApiKeyRequest request, NewKeyTerms terms, bool keepOld)
    {
        string scopes = terms.Scopes is null ? "" : $", scopes {string.Join(" ", terms.Scopes)}";
        return $"Rotate: create a new key that {request.ExpiryInWords}{scopes}{request.ResourceInWords}, "
            + $"then {(keepOld ? "keep" : "revoke")} this one";
    }

    /// <summary>Creates the new key. If it differs from the request and this rotation certainly created it, it is revoked.</summary>
    /// <exception cref="WhylabsApiException">CreatedKeyDiffers or RotationUndone.</exception>
    public ApiKey Create(CreateApiKeyRequest request, ApiKey old)
    {
        rotated.Handled.Add(old.KeyId);
        try
        {
            ApiKey successor = command.Wait(command.Client.CreateAsync(request, command.Cancellation));
            if (Existed(successor.KeyId))
                throw UnrequestedSuccessor.Existed(old, successor, LookAt(successor.UserId));
            rotated.Handled.Add(successor.KeyId);
            return successor.Replacing(old.KeyId, revoked: false);
        }
        catch (WhylabsApiException e) when (e.CreatedKey is { } created)
        {
            if (!created.IsOfOwner || !created.HasNewId || !created.IsMadeByRequest || Existed(created.KeyId))
                throw UnrequestedSuccessor.Kept(old, e, LookAt(created.UserId));
            rotated.Handled.Add(created.KeyId);
            WhylabsApiException? notRevoked = Revoke(created.KeyId, created.UserId);
            throw UnrequestedSuccessor.Undone(old, e, notRevoked, RevokeCommand(created.KeyId, created.UserId));
        }
    }

    /// <summary>Tests the new key, runs -Save, and returns the key. If either fails, the new key is revoked.</summary>
    /// <exception cref="WhylabsApiException">RotationUndone.</exception>
    public ApiKey HandOver(ApiKey successor, ApiKey old, ScriptBlock? save)
    {
        // -Save may dispose the secret, so the token is read before.
        string token = successor.RevealKey()!;
        var secret = new SecretPieces(token, command.Caller.Token);
        _block = save is null ? null : new SaveBlock(save, command.SessionState, secret);
        bool isStoring = false;
        try
        {
            bool isProved = Prove(token);
            isStoring = _block is not null;
            _block?.Run(successor, old);
            if (!isProved)
            {
                command.Pump.Messages.Write(
                    MessageKind.Warning,
                    $"The service has no validation route: the command did not check that it accepts the new key {successor.KeyId}.");
            }

            return successor.Replacing(old.KeyId, revoked: false, isSaved: isStoring);
        }
        catch (Exception e) when (e is not PipelineStoppedException || !command.IsStopped)
        {
            WhylabsApiException? notRevoked = successor.IsMadeByItsRequest ? Revoke(successor.KeyId, successor.UserId) : null;
            RotationErrors errors = Errors(old, successor, AfterSave(old, successor, out _) is { } keys ? keys.OldWorks : null);
            throw successor.IsMadeByItsRequest
                ? errors.Undone(e, isStoring, notRevoked, secret)
                : errors.NotUndone(e, isStoring, LookAt(successor.UserId), secret);
        }
    }

    /// <summary>Revokes the old key; returns the new one, and the error to report where the revocation failed.</summary>
    /// <exception cref="WhylabsApiException">RotationUndone: -Save left no new key that works.</exception>
    public (ApiKey Successor, WhylabsApiException? Error) RevokeOld(ApiKey old, ApiKey successor)
    {
        if (AfterSave(old, successor, out WhylabsApiException? unknown) is not { } keys)
            return (successor, Errors(old, successor, oldWorks: null).SuccessorUnknown(unknown!));
        if (!keys.SuccessorWorks)
            throw Errors(old, successor, keys.OldWorks).SuccessorGone();
        return Revoke(old.KeyId, old.UserId) is { } failure
            ? (successor, Errors(old, successor).OldKeyNotRevoked(failure))
            : (successor.Replacing(old.KeyId, revoked: true, successor.IsSaved), null);
    }

    /// <summary>
    /// Writes the new key and the error. An error that ends the command comes last. Any other error comes first, because the next
    /// command in the pipeline may end this one when it gets the key.
    /// </summary>
    public void Report((ApiKey Successor, WhylabsApiException? Error) result)
    {
        (ApiKey successor, WhylabsApiException? error) = result;
        bool isLast = error is not null && command.MayEndCommand(error);
        if (error is not null && !isLast)
            command.ForTarget(successor.Replaces, () => throw error);
        command.Emit(successor);
        if (isLast)
            throw error!;
    }

    // Returns false if the service has no validation route.
    private bool Prove(string token)
    {
        try
        {
            return command.Wait(command.ClientFor(token).ValidateAsync(command.Cancellation)) is { Valid: false } refused
                ? throw new WhylabsApiException(
                    WhylabsErrorId.ApiKeyRefused, $"The service does not accept the new key (request {refused.RequestId}).")
                : true;
        }
        catch (WhylabsApiException e) when (e.ErrorId == WhylabsErrorId.RouteNotFound)
        {
            return false;
        }
    }

    // Whether a key is in a list from before the create, or was rotated or created by this command.
    private bool Existed(string keyId) =>
        rotated.Directory.HasListed(orgId, keyId)
        || rotated.Handled.Contains(keyId)
        || command.Keys.Find(keyId, command.Address.Endpoint) is not null;

    // Returns the error, or null.
    private WhylabsApiException? Revoke(string keyId, string? userId)
    {
        try
        {
            command.Keys.Add(command.Wait(command.Client.RevokeAsync(orgId, Owner(userId), keyId, command.Cancellation)));
            return null;
        }
        catch (WhylabsApiException e)
        {
            return e;
        }
    }

    // The keys after -Save, looked up only if -Save may have changed them. Null if the look-up fails.
    private KeysAfterSave? AfterSave(ApiKey old, ApiKey successor, out WhylabsApiException? unknown)
    {
        unknown = null;
        try
        {
            return _block is { MayHaveChangedKeys: true }
                ? KeysAfterSave.LookUp(command, orgId, old, successor)
                : new KeysAfterSave(SuccessorWorks: true, OldWorks: true);
        }
        catch (WhylabsApiException e)
        {
            unknown = e;
            return null;
        }
    }

    private RotationErrors Errors(ApiKey old, ApiKey successor, bool? oldWorks = true) =>
        new(old, successor, key => RevokeCommand(key.KeyId, key.UserId), oldWorks);

    private string? RevokeCommand(string keyId, string? userId) =>
        SuggestedCommand.Revoke(command.Address.Endpoint, command.Address.ApiVersion, orgId, Owner(userId), keyId);

    private string? LookAt(string? userId) =>
        SuggestedCommand.Get(command.Address.Endpoint, command.Address.ApiVersion, orgId, Owner(userId));

    private string? Owner(string? userId) => Version.HasOwners ? userId : null;
}
