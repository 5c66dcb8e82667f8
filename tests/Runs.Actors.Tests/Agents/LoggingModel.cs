using Runs.Actors.Attempts;
using Runs.Domain.Contents;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Tools;

namespace Runs.Actors.Tests.Agents;

/// <summary>A model that asks one question, and then says what it was told; each call of it is noted, over all lives of the node.</summary>
internal sealed class LoggingModel(TimeProvider time, List<string> calls, Func<string, bool> hangs) : IStepHandler
{
    public PlanAgentKind Kind => PlanAgentKind.Llm;

    public async ValueTask<AttemptOutcome> Execute(AttemptRequest request, IAttemptOutput output, AttemptStop stop)
    {
        var call = $"{request.Key.Unit}#{request.Key.Attempt}";
        calls.Add(call);
        if (hangs(call))
            await Task.Delay(Timeout.InfiniteTimeSpan, time, stop.Requested);
        return request.Exchange.Count == 0
            ? new AttemptOutcome.Succeeded(Content.Empty) { Calls = [new ToolCall("c", AskQuestion.Name, """{"question":"Which?"}""")] }
            : new AttemptOutcome.Succeeded(Content.Of($"told {request.Exchange[^1].Text}"));
    }
}
