using System.Management.Automation;
using System.Management.Automation.Host;

namespace WhylabsApiKey.Unit.Tests.Pipeline;

/// <summary>Tests the detection of a non-interactive session after a failed confirmation.</summary>
public class ConfirmationTests
{
    public static TheoryData<Exception, bool> Failures => new()
    {
        { new PSInvalidOperationException("non-interactive"), true },
        { new HostException("no prompt"), true },
        { new RemoteException("a job"), true },
        { new NotImplementedException(), true },
        { Record.Exception(() => ((string)null!).Length)!, true },
        { new PipelineStoppedException(), false },
        { new ActionPreferenceStopException(), false },
        { new InvalidOperationException("a host's own"), false },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void Failed_confirmation_is_distinguished_from_a_stopped_one(Exception failure, bool isNonInteractive) =>
        Assert.Equal(isNonInteractive, Confirmation.IsNonInteractive(failure));
}
