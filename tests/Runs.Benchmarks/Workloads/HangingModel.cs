using Runs.Actors.Attempts;
using Runs.Domain.Plans;

namespace Runs.Benchmarks.Workloads;

/// <summary>Replies at once, but for one step of some runs, where it hangs until it is stopped.</summary>
internal sealed class HangingModel(string runPrefix, int step) : IStepHandler
{
    private readonly InstantModel _model = new(300);
    private readonly string _agent = $"a{step}";
    private readonly SemaphoreSlim _hanging = new(0);

    public PlanAgentKind Kind => PlanAgentKind.Llm;

    /// <summary>Completes when so many hang.</summary>
    public async Task Hanging(int count)
    {
        for (var i = 0; i < count; i++)
            await _hanging.WaitAsync();
    }

    public async ValueTask<AttemptOutcome> Execute(AttemptRequest request, IAttemptOutput output, AttemptStop stop)
    {
        if (!request.Key.Run.Value.StartsWith(runPrefix, StringComparison.Ordinal) || request.Agent.Name != _agent)
            return await _model.Execute(request, output, stop);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Requested.Register(stopped.SetResult);
        _hanging.Release();
        await stopped.Task;
        return new AttemptOutcome.Stopped();
    }
}
