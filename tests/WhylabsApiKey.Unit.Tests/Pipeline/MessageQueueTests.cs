using System.Management.Automation;

namespace WhylabsApiKey.Unit.Tests.Pipeline;

/// <summary>Tests the order of messages, and which messages are held during a change.</summary>
public class MessageQueueTests
{
    [Fact]
    public void Messages_keep_their_order_and_warnings_come_last_and_once()
    {
        using MessageQueue queue = Filled(ActionPreference.Continue);
        queue.Write(MessageKind.Warning, "warning");
        Assert.Equal(["Verbose one", "Debug two", "Warning warning"], All(queue));
        Assert.Empty(All(queue));
    }

    [Theory]
    [InlineData(ActionPreference.Continue, "Verbose one, Debug two")]
    [InlineData(ActionPreference.Stop, "")]
    [InlineData(ActionPreference.Inquire, "")]
    public void Messages_that_may_end_the_command_are_held_until_the_scope_ends(ActionPreference verbose, string given)
    {
        using MessageQueue queue = Filled(verbose);
        queue.OpenScope();
        queue.Hold();
        Assert.Equal(given, string.Join(", ", All(queue)));
        Assert.Equal(verbose == ActionPreference.Continue, queue.ShowsMessagesNow);
        queue.CloseScope();
        Assert.Equal(
            ["Verbose one", "Debug two", "Warning warning"], [.. given.Split(", ", StringSplitOptions.RemoveEmptyEntries), .. All(queue)]);
    }

    [Fact]
    public void Scope_without_a_change_holds_no_messages()
    {
        using MessageQueue queue = Filled(ActionPreference.Stop);
        queue.OpenScope();
        Assert.Equal(3, All(queue).Count);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 3)]
    public void Inner_scope_releases_messages_only_after_an_error(bool hasFailed, int given)
    {
        using MessageQueue queue = Filled(ActionPreference.Stop);
        queue.OpenScope();
        queue.OpenScope();
        queue.Hold();
        queue.CloseScope(hasFailed);
        Assert.Equal(given, All(queue).Count);
        queue.CloseScope();
        Assert.Equal(3 - given, All(queue).Count);
    }

    [Fact]
    public void Hold_outside_a_scope_throws()
    {
        using MessageQueue queue = Filled(ActionPreference.Stop);
        Assert.Throws<InvalidOperationException>(queue.Hold);
        queue.OpenScope();
        queue.CloseScope();
        Assert.Throws<InvalidOperationException>(queue.Hold);
    }

    [Theory]
    [InlineData(ActionPreference.SilentlyContinue, ActionPreference.SilentlyContinue, false, false)]
    [InlineData(ActionPreference.Continue, ActionPreference.SilentlyContinue, true, false)]
    [InlineData(ActionPreference.Ignore, ActionPreference.Continue, true, true)]
    public void Verbose_messages_are_shown_when_only_debug_messages_are_shown(
        ActionPreference verbose, ActionPreference debug, bool showsVerbose, bool showsDebug)
    {
        using var queue = new MessageQueue(verbose, debug);
        Assert.Equal(
            (showsVerbose, showsDebug, true),
            (queue.Shows(MessageKind.Verbose), queue.Shows(MessageKind.Debug), queue.Shows(MessageKind.Warning)));
    }

    private static MessageQueue Filled(ActionPreference verbose)
    {
        var queue = new MessageQueue(verbose, ActionPreference.SilentlyContinue);
        queue.Write(MessageKind.Warning, "warning");
        queue.Write(MessageKind.Verbose, "one");
        queue.Write(MessageKind.Debug, "two");
        return queue;
    }

    private static List<string> All(MessageQueue queue)
    {
        var texts = new List<string>();
        while (queue.Next() is var (kind, text))
            texts.Add($"{kind} {text}");
        return texts;
    }
}
