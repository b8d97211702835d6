using System.Management.Automation;

namespace WhylabsApiKey.Unit.Tests.Support;

/// <summary>A cmdlet that adds the specified work to a window, and writes an information record for each target.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Window")]
public sealed class TestWindowCommand : AsyncCommand
{
    [Parameter]
    public int Limit { get; set; }

    [Parameter]
    public Task<string?>[] Work { get; set; } = [];

    protected override void EndProcessing()
    {
        var window = new OrderedWindow<string>(this, Limit, WriteObject);
        window.Expect(Work.Length);
        for (int i = 0; i < Work.Length; i++)
        {
            WriteInformation(new InformationRecord($"{i}", "window"));
            window.Add($"{i}", Work[i]);
        }

        window.Complete();
    }
}
