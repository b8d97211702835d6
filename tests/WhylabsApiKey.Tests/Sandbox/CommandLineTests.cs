using System.Reflection;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>Tests the usage and the argument errors of the sandbox program.</summary>
public class CommandLineTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("serve", "--help")]
    public async Task Help_option_shows_the_usage_with_every_option(params string[] arguments)
    {
        (int exitCode, string output) = await FreshProcess.RunSandboxAsync(arguments);
        Assert.Equal(0, exitCode);
        Assert.All(
            typeof(SandboxOptions).GetProperties().Where(property => property.CanWrite),
            option => Assert.Contains(Name(option), output, StringComparison.Ordinal));

        static string Name(MemberInfo option) =>
            "--" + string.Concat(option.Name.Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{c}" : $"{c}")).ToLowerInvariant();
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("serve", "--color", "red")]
    [InlineData("serve", "--port")]
    [InlineData("serve", "--port", "many")]
    [InlineData("serve", "--port", "99999")]
    [InlineData("serve", "--fault", "sometimes")]
    [InlineData("serve", "--fault-every", "0")]
    [InlineData("serve", "--rate-limit", "-1")]
    [InlineData("serve", "--rate-limit-refill-ms", "0")]
    [InlineData("serve", "--last-use-delay-seconds", "-1")]
    [InlineData("serve", "--v1", "perhaps")]
    public async Task Invalid_arguments_are_an_error_with_the_usage(params string[] arguments)
    {
        (int exitCode, string output) = await FreshProcess.RunSandboxAsync(arguments);
        Assert.Equal(2, exitCode);
        Assert.Contains("serve [options]", output, StringComparison.Ordinal);
    }
}
