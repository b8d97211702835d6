using System.Management.Automation;
using System.Management.Automation.Host;

namespace WhylabsApiKey.Unit.Tests.Pipeline;

/// <summary>When a question failed because nobody is there to answer it.</summary>
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
    public void A_failed_question_is_told_from_one_that_was_stopped(Exception failure, bool unattended) =>
        Assert.Equal(unattended, Confirmation.IsNonInteractive(failure));
}
