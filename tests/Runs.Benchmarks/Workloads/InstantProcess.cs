using Runs.Actors.Attempts;
using Runs.Domain.Contents;
using Runs.Domain.Plans;

namespace Runs.Benchmarks.Workloads;

/// <summary>Stands for processes, and has their result at once: what is left is the engine's own time.</summary>
internal sealed class InstantProcess(int size) : IStepHandler
{
    private readonly AttemptOutcome _result = new AttemptOutcome.Succeeded(Content.Of(new string('r', size)));

    public PlanAgentKind Kind => PlanAgentKind.Process;

    public ValueTask<AttemptOutcome> Execute(AttemptRequest request, IAttemptOutput output, AttemptStop stop) => new(_result);
}
