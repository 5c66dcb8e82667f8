using Runs.Actors.Attempts;
using Runs.Actors.Frames;
using Runs.Domain.Contents;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Tools;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.Agents;

/// <summary>What of its conversation a model is given.</summary>
public sealed class ContextTests
{
    private readonly List<AttemptRequest> _requests = [];

    [Fact]
    public void A_window_gives_the_last_records_alone()
    {
        Ends(AgentStrategies.Asker(4, "context: { rollingWindow: 1 }"));

        _requests.Select(request => string.Join(' ', request.History.Select(message => message.Text))).ShouldBe(["", "go r1", "r1 r2", "r2 r3"]);
    }

    [Fact]
    public void A_summary_is_written_by_the_same_model_and_stands_for_the_old_records()
    {
        var run = Ends(AgentStrategies.Asker(4, "systemPrompt: Be brief., outputSchema: { type: object }, context: { compaction: { threshold: 2, keepRecent: 1 } }"));

        var summary = _requests[3];
        (summary.Key.Unit.Value, summary.Agent.Model, summary.Tools.Count, summary.History.Count).ShouldBe(("s1/3/c", "mock/asker", 0, 0));
        summary.Agent.SystemPrompt.ShouldNotBe("Be brief.");
        ((LlmSettings)summary.Agent.Settings).OutputSchema.ShouldBeNull();
        summary.Message.ShouldBe("Summarise this conversation.\n\nuser: go\n\nassistant: r1\n\nuser: r1\n\nassistant: r2");
        _requests[4].History.Select(message => message.Text).ShouldBe(["[Earlier conversation compacted - summary follows.]", "r4", "r2", "r3"]);
        _requests[4].Tools.ShouldHaveSingleItem().Name.ShouldBe("ask_question");
        StreamedLines.Of(run.Frames).SkipWhile(line => line != "step_started asker: r3").ShouldBe(
        [
            "step_started asker: r3",
            "agent_streaming asker retention: r4",
            "agent_streaming asker step-start",
            "agent_streaming asker text: r5",
            "agent_output asker: r5",
            "agent_streaming asker done: r5",
            "step_completed asker: r5",
            "strategy_completed: r5",
        ]);
    }

    [Fact]
    public void Calls_of_earlier_steps_are_told_to_an_agent_that_still_has_tools()
    {
        var asks = true;
        var run = new TestNode(Options(_ =>
        {
            if (!asks)
                return [];
            asks = false;
            return [new ToolCall("c", "read_mind", "{}")];
        })).Prepare(AgentStrategies.Asker(2));
        run.Start("go").Require();
        run.UntilEnded();

        _requests[2].History.Select(message => $"{message.Role} {message.Calls.Count} {message.IsError}").ShouldBe(["User 0 False", "Assistant 1 False", "Tool 0 True", "Assistant 0 False"]);
        run.Prepare(AgentStrategies.Mute()).IsOk.ShouldBeTrue();
        run.Continue("more").Require();
        run.UntilEnded();
        _requests[3].History.Select(message => message.Role).ShouldBe([ChatRole.User, ChatRole.Assistant, ChatRole.User, ChatRole.Assistant]);
    }

    private TestRun Ends(TestStrategy strategy)
    {
        var run = new TestNode(Options(_ => [])).Prepare(strategy);
        run.Start("go").Require();
        run.UntilEnded();
        return run;
    }

    private TestNodeOptions Options(Func<AttemptRequest, ToolCall[]> calls) => new()
    {
        Handlers = [_ => new DelegateHandler(PlanAgentKind.Llm, (request, output, _) =>
        {
            _requests.Add(request);
            var text = $"r{_requests.Count}";
            output.Text(text);
            return new(new AttemptOutcome.Succeeded(Content.Of(text)) { Calls = calls(request) });
        })],
    };
}
