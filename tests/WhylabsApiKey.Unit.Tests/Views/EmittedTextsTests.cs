using System.Management.Automation;
using System.Reflection;

namespace WhylabsApiKey.Unit.Tests.Views;

/// <summary>Tests that no text of the service in an emitted key has control characters.</summary>
public class EmittedKeyTests
{
    // The service does not choose these: ids that the module checks, and the id of its own request.
    private static readonly string[] Checked = [nameof(ApiKey.KeyId), nameof(ApiKey.RequestId), nameof(ApiKey.Replaces)];

    [Fact]
    public void Every_text_property_of_a_key_is_hidden_if_it_has_control_characters()
    {
        string[] texts =
        [
            .. typeof(ApiKey).GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.PropertyType == typeof(string)).Select(property => property.Name).Except(Checked),
        ];
        Assert.Contains(nameof(ApiKey.Alias), texts);
        Assert.All(texts, name => Assert.True(EmittedKey.Hides(name), $"Add {name} to EmittedKey."));
    }

    [Fact]
    public void Email_address_of_an_owner_is_emitted_as_plain_text()
    {
        ApiKey key = Keys.Of("k").WithOwner(ApiKeyOwnerStatus.NotMember, "zoe\u001b[31m\a@example.com");
        Assert.Equal("zoe [31m @example.com", PSObject.AsPSObject(EmittedKey.Of(key)).Properties["OwnerEmail"].Value);
        ApiKey plain = Keys.Of("k2");
        Assert.Same(plain, EmittedKey.Of(plain));
    }
}
