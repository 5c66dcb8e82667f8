using Runs.Actors.Attempts;
using Runs.Domain.Plans;

namespace Runs.Benchmarks.Workloads;

/// <summary>Replies at once and says when it has been called so many times.</summary>
internal sealed class CountingModel(int calls) : IStepHandler
{
    private readonly InstantModel _model = new(300);
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    public PlanAgentKind Kind => PlanAgentKind.Llm;

    public Task AllCalled => _all.Task;

    public ValueTask<AttemptOutcome> Execute(AttemptRequest request, IAttemptOutput output, AttemptStop stop)
    {
        if (Interlocked.Increment(ref _calls) == calls)
            _all.SetResult();
        return _model.Execute(request, output, stop);
    }
}
