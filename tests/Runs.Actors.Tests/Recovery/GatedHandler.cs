using Runs.Actors.Attempts;
using Runs.Domain.Contents;
using Runs.Domain.Plans;

namespace Runs.Actors.Tests.Recovery;

/// <summary>A step that says when it has begun, and ends when the test lets it.</summary>
internal sealed class GatedHandler : IStepHandler
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PlanAgentKind Kind => PlanAgentKind.Llm;

    public Task Begun => _begun.Task;

    public void End(string result) => _result.SetResult(result);

    public async ValueTask<AttemptOutcome> Execute(AttemptRequest request, IAttemptOutput output, AttemptStop stop)
    {
        _begun.TrySetResult();
        return new AttemptOutcome.Succeeded(Content.Of(await _result.Task.WaitAsync(stop.Requested)));
    }
}
