using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

/// <summary>Proposes slots to a run, as a coordinator would that never runs out of them.</summary>
internal sealed class PermitDesk
{
    private long _generation;

    /// <summary>The slots that the run waits for.</summary>
    public GrantRun ForRun(RunState state) =>
        new(Free(state, Owed.RunDemand(state)?.Keys ?? throw new InvalidOperationException("The run waits for no slots.")));

    /// <summary>The slots that a step waits for.</summary>
    public GrantStep ForStep(RunState state, StepId step) =>
        new(step, Free(state, Owed.StepDemands(state).FirstOrDefault(demand => demand.Step == step)?.Keys ?? throw new InvalidOperationException($"{step} waits for no slots.")));

    /// <summary>A slot of each key that the run doesn't hold.</summary>
    public ValueArray<Permit> Free(RunState state, IEnumerable<string> keys) =>
        [.. keys.Select(key => new Permit(key, Enumerable.Range(0, int.MaxValue).First(slot => !state.Permits.ContainsKey(new(key, slot))), ++_generation))];
}
