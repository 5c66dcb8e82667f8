using Runs.Actors.Attempts;
using Runs.Runtime;

namespace Runs.Actors.Tests.Recovery;

/// <summary>Waits until a run could not take the outcome of an attempt.</summary>
internal sealed class RefusedReports : IAttemptListener
{
    private readonly TaskCompletionSource<Refusal> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Refusal> First => _first.Task;

    public void HandlerThrew(AttemptKey key, Exception error)
    {
    }

    public void ReapFailed(AttemptKey key, Exception error)
    {
    }

    public void ReportRefused(AttemptKey key, Refusal refusal) => _first.TrySetResult(refusal);

    public void Abandoned(int attempts)
    {
    }
}
