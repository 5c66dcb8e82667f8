using Runs.Actors.Attempts;
using Runs.Domain.Contents;
using Runs.Domain.Plans;

namespace Runs.Benchmarks.Nodes;

/// <summary>A model that takes a given time for each reply.</summary>
internal sealed class PacedModel(TimeSpan pace) : IStepHandler
{
    private readonly AttemptOutcome _reply = new AttemptOutcome.Succeeded(Content.Of("done"));

    public PlanAgentKind Kind => PlanAgentKind.Llm;

    public async ValueTask<AttemptOutcome> Execute(AttemptRequest request, IAttemptOutput output, AttemptStop stop)
    {
        await Task.Delay(pace, stop.Requested);
        return _reply;
    }
}
