using System.Management.Automation;
using System.Reflection;

namespace WhylabsApiKey.Unit.Tests.Views;

/// <summary>Tests that no text of the service in an emitted object has control characters.</summary>
public class EmittedTextsTests
{
    // The service cannot put other characters in these: the module checks the key ids and creates the request id.
    private static readonly string[] Checked = [nameof(ApiKey.KeyId), nameof(ApiKey.RequestId), nameof(ApiKey.Replaces)];

    [Fact]
    public void Control_characters_are_hidden_in_every_text_property_of_a_key()
    {
        string[] texts = TextsOf(typeof(ApiKey));
        Assert.Contains(nameof(ApiKey.Alias), texts);
        Assert.All(texts, name => Assert.True(EmittedKey.Texts.Hides(name), $"Add {name} to EmittedKey."));
    }

    [Fact]
    public void Control_characters_are_hidden_in_every_text_property_of_an_organization()
    {
        string[] texts = TextsOf(typeof(Organization));
        Assert.Contains(nameof(Organization.Name), texts);
        Assert.All(texts, name => Assert.True(EmittedOrganization.Texts.Hides(name), $"Add {name} to EmittedOrganization."));
    }

    [Fact]
    public void Name_of_an_organization_is_emitted_as_plain_text()
    {
        var organization = new Organization("org-1", Keys.Service) { Name = "Acme\u001b[31m\u009b" };
        Assert.Equal("Acme [31m ", PSObject.AsPSObject(EmittedOrganization.Texts.Of(organization)).Properties["Name"].Value);
        var plain = new Organization("org-2", Keys.Service) { Name = "Müller 🏭" };
        Assert.Same(plain, EmittedOrganization.Texts.Of(plain));
    }

    [Fact]
    public void Email_address_of_an_owner_is_emitted_as_plain_text()
    {
        ApiKey key = Keys.Of("k").WithOwner(ApiKeyOwnerStatus.NotMember, "zoe\u001b[31m\a@example.com");
        Assert.Equal("zoe [31m @example.com", PSObject.AsPSObject(EmittedKey.Of(key)).Properties["OwnerEmail"].Value);
        ApiKey plain = Keys.Of("k2");
        Assert.Same(plain, EmittedKey.Of(plain));
    }

    private static string[] TextsOf(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType == typeof(string)).Select(property => property.Name).Except(Checked),
    ];
}
