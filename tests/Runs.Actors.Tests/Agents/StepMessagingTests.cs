using Runs.Actors.Attempts;
using Runs.Actors.Frames;
using Runs.Actors.Runs;
using Runs.Domain.Plans;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.Agents;

/// <summary>Messages to running steps on a whole node: what models read, and what survives a crash.</summary>
public sealed class StepMessagingTests
{
    private static readonly TimeSpan Thought = TimeSpan.FromSeconds(1);

    private static readonly string Left = new ToldMessage(MessageChannel.Steer, "left").ForModel();

    private readonly List<AttemptRequest> _requests = [];

    [Fact]
    public void A_message_that_was_accepted_before_a_crash_is_told_once_after_it()
    {
        var run = Thinking();
        var receipt = run.Message(Steer("left", "m1"));
        (receipt.Accepted, receipt.Reused, receipt.DeliveredIn, receipt.Step.Value).ShouldBe((true, false, null, "s1/0"));
        run.Crash();

        var again = run.Message(Steer("left", "m1"));
        (again.Accepted, again.Reused, again.Seq).ShouldBe((true, true, receipt.Seq));
        run.UntilEnded();

        run.Seen<StepMessaged>().Count.ShouldBe(1);
        run.Seen<MessagesDelivered>().Count.ShouldBe(1);
        Told().ShouldBe(["s1/0/m1#1: ", "s1/0/m1#2: ", $"s1/0/m2#3: Assistant r2, User {Left}"]);
        Receipts(run).ShouldHaveSingleItem().DeliveredIn!.Value.Value.ShouldBe("s1/0/m2");
    }

    [Fact]
    public void A_call_that_a_crash_repeats_tells_it_again_and_the_next_call_not_twice()
    {
        var run = Thinking();
        run.Message(Steer("left", "m1"));
        run.Until(seen => seen.Seen<MessagesDelivered>().Count == 1, "the message to be told");
        run.Advance(Thought / 2);
        run.Crash();
        run.Message(Steer("left", "m1")).Reused.ShouldBeTrue();
        run.Message(Steer("right", "m2"));
        run.UntilEnded();

        Told()[1..].ShouldBe(
        [
            $"s1/0/m2#2: Assistant r1, User {Left}",
            $"s1/0/m2#3: Assistant r1, User {Left}",
            $"s1/0/m3#4: Assistant r1, User {Left}, Assistant r3, User {new ToldMessage(MessageChannel.Steer, "right").ForModel()}",
        ]);
        run.Result.ShouldBe("r4");
    }

    [Fact]
    public void Duplicates_that_are_sent_at_once_are_one_message_with_one_first_receipt()
    {
        var run = Thinking();
        var receipts = run.Node.Ask(async system =>
        {
            var sent = Enumerable.Range(0, 8).Select(_ => system.Message(run.Id, Steer("left", "m1")).AsTask()).ToList();
            return await Task.WhenAll(sent);
        }).Select(receipt => receipt.Require()).ToList();
        run.UntilEnded();

        receipts.ShouldAllBe(receipt => receipt.Accepted && receipt.Seq == receipts[0].Seq);
        receipts.Count(receipt => !receipt.Reused).ShouldBe(1);
        run.Seen<StepMessaged>().Count.ShouldBe(1);
        _requests.Count.ShouldBe(2);
    }

    [Fact]
    public void A_command_that_is_repeated_has_the_receipt_of_the_first_time()
    {
        var run = Thinking();
        var (first, second, other) = run.Node.Ask(async system => (
            await system.Message(run.Id, Steer("left"), "c1"), await system.Message(run.Id, Steer("left"), "c1"), await system.Message(run.Id, Steer("left"), "c2")));

        second.Require().ShouldBe(first.Require());
        other.Require().Seq.ShouldBeGreaterThan(first.Require().Seq);
    }

    [Fact]
    public void A_refusal_is_remembered_over_a_crash_and_its_receipt_says_why()
    {
        var run = Thinking();
        run.UntilEnded();
        var denied = run.Message(Steer("late", "m1"));
        (denied.Accepted, denied.Reused, denied.UndeliveredReason).ShouldBe((false, false, "Step s1/0 has ended (succeeded)."));
        run.Crash();
        run.Message(Steer("late", "m1")).ShouldBe(denied with { Reused = true });
        run.Message(Steer("later", "m1")).UndeliveredReason.ShouldNotBeNull().ShouldContain("conflict");
        run.Message(Steer("late")).ShouldBe(new MessageReceipt(run.Id, new("s1/0"), MessageChannel.Steer) { UndeliveredReason = "Step s1/0 has ended (succeeded)." });

        Receipts(run).ShouldBe([denied]);
        run.Advance(TimeSpan.FromSeconds(1));
        run.Seen<StepMessaged>().Count.ShouldBe(1);
    }

    [Fact]
    public void The_receipt_of_a_message_that_a_stop_left_untold_says_so()
    {
        var run = Thinking();
        run.Message(Steer("left", "m1")).UndeliveredReason.ShouldBeNull();
        run.Stop().Require();
        run.Message(Steer("right", "m2")).UndeliveredReason.ShouldBe($"Run {run.Id} is ending: it was told to stop.");
        run.UntilEnded();

        var left = Receipts(run)[0];
        (left.Accepted, left.DeliveredIn, left.UndeliveredReason).ShouldBe((true, null, "Step s1/0 ended (cancelled) before its model could be told."));
    }

    [Fact]
    public void An_unknown_step_or_run_has_no_receipt()
    {
        var run = Thinking();
        run.Node.Ask(system => system.Message(run.Id, Steer("x") with { Step = "nowhere" })).Error!.Code.ShouldBe(RunErrors.StepNotFound);
        run.Node.Ask(system => system.Messages(run.Id, "nowhere")).Error!.Code.ShouldBe(RunErrors.StepNotFound);
        run.Node.Ask(system => system.Message(Domain.Identity.RunId.Parse("nobodys"), Steer("x"))).Error!.Code.ShouldBe(RunErrors.NotFound);
        run.Node.Ask(system => system.Messages(Domain.Identity.RunId.Parse("nobodys"), "s1/0")).Error!.Code.ShouldBe(RunErrors.NotFound);
    }

    [Fact]
    public void Who_follows_sees_each_reply_once_and_the_end_with_the_last()
    {
        var run = Thinking();
        run.Message(Steer("left"));
        run.UntilEnded();

        StreamedLines.Of(run.Frames).ShouldBe(
        [
            "strategy_started Test",
            "step_started asker: go",
            "agent_streaming asker step-start",
            "agent_streaming asker text: r1",
            "agent_streaming asker step-start",
            "agent_streaming asker text: r2",
            "agent_output asker: r2",
            "agent_streaming asker done: r2",
            "step_completed asker: r2",
            "strategy_completed: r2",
        ]);
        run.Frames.OfType<AgentOutput>().Count().ShouldBe(1);
    }

    [Fact]
    public void Later_steps_of_the_agent_remember_what_it_was_told_and_what_it_said_before()
    {
        var run = Thinking(steps: 2);
        run.Message(Steer("left"));
        run.UntilEnded();

        _requests[^1].History.Select(message => $"{message.Role} {message.Text}").ShouldBe(["User go", "Assistant r1", $"User {Left}", "Assistant r2"]);
    }

    private static MessageStep Steer(string text, string? id = null) => new("s1/0", MessageChannel.Steer, text) { ClientMessageId = id };

    private static IReadOnlyList<MessageReceipt> Receipts(TestRun run) => run.Node.Ask(system => system.Messages(run.Id, "s1/0")).Require();

    /// <summary>What each call was told behind the step's message.</summary>
    private List<string> Told() =>
        [.. _requests.Select(request => $"{request.Key.Unit}#{request.Key.Attempt}: {string.Join(", ", request.Exchange.Select(message => $"{message.Role} {message.Text}"))}")];

    /// <summary>A run whose model thinks for a while in each call and then says how many there were, in the middle of the first one.</summary>
    private TestRun Thinking(int steps = 1)
    {
        var node = new TestNode(new TestNodeOptions
        {
            Handlers = [time => new DelegateHandler(PlanAgentKind.Llm, async (request, output, stop) =>
            {
                _requests.Add(request);
                var reply = $"r{_requests.Count}";
                await Task.Delay(Thought, time, stop.Forced);
                output.Text(reply);
                return stop.Requested.IsCancellationRequested ? new AttemptOutcome.Stopped() : DelegateHandler.Done(reply);
            })],
        });
        var run = node.Started(AgentStrategies.Asker(steps), "go");
        run.UntilAttempted("asker");
        run.Advance(Thought / 2);
        return run;
    }
}
