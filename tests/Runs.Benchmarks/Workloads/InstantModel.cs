using Runs.Actors.Attempts;
using Runs.Domain.Contents;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Benchmarks.Workloads;

/// <summary>A model that replies at once with a text of a given size.</summary>
internal sealed class InstantModel(int size) : IStepHandler
{
    private readonly AttemptOutcome _reply = new AttemptOutcome.Succeeded(Content.Of(new string('r', size))) { Usage = new Usage(10, 20) };

    public PlanAgentKind Kind => PlanAgentKind.Llm;

    public ValueTask<AttemptOutcome> Execute(AttemptRequest request, IAttemptOutput output, AttemptStop stop) => new(_reply);
}
