using System.Diagnostics;
using CsCheck;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>
/// Tests random responses that do not match their request. An operation succeeds only with a matching response, and every failure is a
/// <see cref="WhylabsApiException"/>.
/// </summary>
public class DifferingResponseTests
{
    private const int Responses = 9000;

    private static readonly Gen<(int Operation, bool IsV1, int[] Changes)> Cases =
        Gen.Select(Gen.Int[0, 6], Gen.Bool, Gen.Int[0, DifferingService.Changes.Length - 1].Array[1, 3]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_operation_succeeds_with_a_matching_response(bool isV1)
    {
        for (int operation = 0; operation <= 6; operation++)
            Assert.Null(await CallAsync(new DifferingService(operation, isV1, [])));
    }

    [Fact]
    public async Task Operation_succeeds_only_with_a_matching_response()
    {
        int succeeded = 0, refused = 0;
        var watch = Stopwatch.StartNew();
        await Cases.SampleAsync(
            async plan =>
            {
                var service = new DifferingService(plan.Operation, plan.IsV1, plan.Changes);
                WhylabsApiException? error = await CallAsync(service);
                Interlocked.Increment(ref error is null ? ref succeeded : ref refused);
                return true;
            },
            iter: Responses,
            print: plan => $"operation {plan.Operation}, v1 {plan.IsV1}: "
                + string.Join("; ", plan.Changes.Select(change => DifferingService.Changes[change].Name)));
        TestContext.Current.TestOutputHelper!.WriteLine($"{succeeded} succeeded, {refused} refused, {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.True(succeeded > 100 && refused >= 5000, $"{succeeded} succeeded, {refused} refused");
    }

    // Returns the error, or checks that the result matches the request.
    private static async Task<WhylabsApiException?> CallAsync(DifferingService service)
    {
        IWhylabsApiKeyClient api = new TestClient(
            service, retries: 1, version: service.IsV1 ? ApiVersion.V1 : ApiVersion.V0).Api;
        string? owner = service.IsV1 ? null : "bob";
        try
        {
            switch (service.Operation)
            {
                case 0 or 1:
                    string? user = service.Operation == 0 ? null : owner;
                    Assert.All(await api.ListAsync("org-123", user, default), key => AssertOwner(key, user));
                    break;
                case 2:
                    ApiKey found = await api.GetAsync("org-123", "key0000001", default);
                    AssertOwner(found, owner: null);
                    Assert.Equal("key0000001", found.KeyId);
                    break;
                case 3:
                    AssertCreated(await api.CreateAsync(DifferingService.Request(owner), default), owner);
                    break;
                case 4:
                    ApiKey revoked = await api.RevokeAsync("org-123", owner, "key0000001", default);
                    AssertOwner(revoked, owner);
                    Assert.Equal((true, "key0000001"), (revoked.Revoked, revoked.KeyId));
                    Assert.Single(service.Text.Split("\"revoked\":").Skip(1), rest => rest.StartsWith("true", StringComparison.Ordinal));
                    break;
                case 5:
                    ApiKeyValidation validation = await api.ValidateAsync(default);
                    Assert.Equal(validation.Valid ? 200 : 403, service.Status);
                    Assert.True(service.IsOwn);
                    break;
                default:
                    Assert.Equal([new OrganizationMember("bob", "bob@example.com")], await api.ListMembersAsync("org-123", default));
                    Assert.DoesNotContain("org-999", service.Text, StringComparison.Ordinal);
                    break;
            }

            return null;
        }
        catch (WhylabsApiException e)
        {
            Assert.DoesNotContain(DifferingService.Secret, e.ToString(), StringComparison.Ordinal);
            if (e.ErrorId == WhylabsErrorId.CreatedKeyDiffers)
                Assert.Contains(e.CreatedKey!.KeyId, e.Message, StringComparison.Ordinal);
            return e;
        }
    }

    private static void AssertOwner(ApiKey key, string? owner)
    {
        Assert.Equal("org-123", key.OrgId);
        if (owner is not null)
            Assert.Equal(owner, key.UserId);
        Assert.False(key.Expired && key.ExpiresInDays > 0);
    }

    private static void AssertCreated(ApiKey key, string? owner)
    {
        AssertOwner(key, owner);
        DateTime requested = DifferingService.Request(owner).Expires!.Value.UtcDateTime;
        Assert.InRange(key.ExpiresUtc!.Value, requested.AddSeconds(-1), requested);
        Assert.Equal([":a", ":b"], key.Scopes.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal((false, false, "ci"), (key.Revoked, key.Expired, key.Alias));
        Assert.StartsWith(key.KeyId + ".", key.RevealKey(), StringComparison.Ordinal);
        Assert.DoesNotContain("org-999", key.RevealKey(), StringComparison.Ordinal);
    }
}
