using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Organizations;

/// <summary>Tests lists of organizations without keys. The service returns the same for an unknown organization.</summary>
public class EmptyOrganizationTests
{
    [Theory]
    [InlineData("Get-WhylabsApiKey -OrgId org-nope")]
    [InlineData("Get-WhylabsApiKey -OrgId org-nope -Expired")]
    [InlineData("Get-WhylabsApiKey -OrgId org-nope -UnusedForDays 1 -UserId bob")]
    [InlineData("$null = Get-WhylabsOrganization; Get-WhylabsApiKey -OrgId org-nope -Orphaned")]
    [InlineData("[pscustomobject]@{ OrganizationId = 'org-nope' } | Get-WhylabsApiKey")]
    public async Task List_of_an_unknown_organization_is_a_warning(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(script);
        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
        string warning = Assert.Single(result.Warnings);
        Assert.StartsWith("There is no key in org-nope at ", warning, StringComparison.Ordinal);
        Assert.EndsWith("The service returns the same for an organization that does not exist.", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_of_a_known_organization_without_keys_is_a_verbose_message()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Store.Organizations.Add(new Organization("org-new", "New"));
        ShellResult result = sandbox.Run("Get-WhylabsOrganization org-new | Get-WhylabsApiKey -Verbose");
        Assert.Empty(result.Warnings);
        Assert.Single(result.Verbose, text => text.StartsWith("There is no key in org-new at ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -Alias none")]
    [InlineData("Get-WhylabsApiKey -UserId nobody")]
    [InlineData("Get-WhylabsApiKey -UserId bob -NeverExpires")]
    public async Task Filters_that_select_no_key_write_no_warning(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run($"{script} -Verbose");
        Assert.Empty(result.Output);
        Assert.Empty(result.Warnings);
        Assert.DoesNotContain(result.Verbose, text => text.StartsWith("There is no key", StringComparison.Ordinal));
    }
}
