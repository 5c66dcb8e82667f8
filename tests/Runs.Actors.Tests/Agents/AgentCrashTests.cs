using Runs.Actors.Attempts;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Events;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.Agents;

/// <summary>A crash of the node in the middle of an agent's loop repeats the call in flight at most.</summary>
public sealed class AgentCrashTests
{
    private readonly List<string> _calls = [];
    private string _hanging = "";

    [Fact]
    public void Between_question_and_answer_nothing_is_called_or_asked_again()
    {
        var run = Asking();
        run.Crash();
        run.Advance(TimeSpan.FromDays(7));
        run.Crash();
        (run.IsParked, run.Node.System.LiveCells).ShouldBe((true, 0));
        run.AnswerQuestion("asker", "the left one").Require();
        run.UntilEnded();

        run.Result.ShouldBe("told User response: \"the left one\"");
        _calls.ShouldBe(["s1/0/m1#1", "s1/0/m2#2"]);
        Once(run);
    }

    [Fact]
    public void Between_answer_and_next_call_the_answer_stays_and_only_that_call_is_made()
    {
        _hanging = "s1/0/m2#2";
        var run = Asking();
        run.AnswerQuestion("asker", "left").Require();
        run.Crash();
        run.UntilEnded();

        run.Result.ShouldBe("told User response: \"left\"");
        _calls.Where(call => call.StartsWith("s1/0/m1", StringComparison.Ordinal)).ShouldBe(["s1/0/m1#1"]);
        _calls.Where(call => call.StartsWith("s1/0/m2", StringComparison.Ordinal)).Last().ShouldBe("s1/0/m2#3");
        Once(run);
    }

    [Fact]
    public void In_the_middle_of_the_next_call_that_call_is_repeated()
    {
        _hanging = "s1/0/m2#2";
        var run = Asking();
        run.AnswerQuestion("asker", "left").Require();
        run.UntilAttempted("asker");
        run.Advance(TimeSpan.FromSeconds(5));
        run.Crash();
        run.UntilEnded();

        _calls.ShouldBe(["s1/0/m1#1", "s1/0/m2#2", "s1/0/m2#3"]);
        run.Seen<AttemptFailed>().ShouldHaveSingleItem().Error.Code.ShouldBe(RunErrors.AttemptLost);
        Once(run);
    }

    [Fact]
    public void In_the_middle_of_the_first_call_nobody_was_asked_yet()
    {
        _hanging = "s1/0/m1#1";
        var run = Node().Started(AgentStrategies.Asker());
        run.UntilAttempted("asker");
        run.Advance(TimeSpan.FromSeconds(5));
        run.Crash();
        run.UntilParked();
        run.AnswerQuestion("asker", "left").Require();
        run.UntilEnded();

        _calls.ShouldBe(["s1/0/m1#1", "s1/0/m1#2", "s1/0/m2#3"]);
        Once(run);
    }

    [Fact]
    public void The_first_answer_counts_also_after_a_crash()
    {
        var run = Asking();
        var request = run.State.Questions.Keys.Single();
        run.AnswerQuestion("asker", "first").Require();
        run.Crash();
        run.Node.Ask(system => system.AnswerQuestion(run.Id, request, "second")).Error!.Code.ShouldBe(RunErrors.NoPendingQuestion);
        run.UntilEnded();
        run.Result.ShouldBe("told User response: \"first\"");
    }

    private TestRun Asking()
    {
        var run = Node().Started(AgentStrategies.Asker());
        run.UntilParked();
        run.State.Questions.Values.ShouldHaveSingleItem().Question.ShouldBe("Which?");
        return run;
    }

    private TestNode Node() => new(new TestNodeOptions { Handlers = [time => new LoggingModel(time, _calls, call => call == _hanging)] });

    private static void Once(TestRun run)
    {
        run.Seen<QuestionAsked>().Count.ShouldBe(1);
        run.Seen<ToolReplied>().Count.ShouldBe(1);
        run.Seen<ToolsCalled>().Count.ShouldBe(1);
        run.Seen<ModelReplied>().Count.ShouldBe(1);
        run.Frames.OfType<Actors.Frames.RequestQuestion>().Select(frame => frame.RequestId).Distinct().Count().ShouldBe(1);
    }
}
