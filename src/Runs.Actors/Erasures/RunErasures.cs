using Runs.Actors.Artifacts;
using Runs.Actors.Attempts;
using Runs.Actors.Runs;
using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;
using Runs.Runtime;
using Runs.Runtime.Messaging;

namespace Runs.Actors.Erasures;

/// <summary>
/// Carries out the deletions that runs of this node have begun: ends what is left of their attempts, on all nodes, deletes their artifacts,
/// and tells them. Doing it again, after a crash or a move, does no harm; who doesn't own the run any more leaves it to who does.
/// </summary>
internal sealed class RunErasures(
    AttemptLeavings attempts,
    IArtifactStore artifacts,
    Func<RunId, bool> isElsewhere,
    TimeProvider time,
    TimeSpan grace,
    Func<RunId, RunCommand, ValueTask<Reply>> report,
    IAttemptListener listener)
{
    private readonly HashSet<(RunId, Erasure)> _underWay = [];
    private readonly Dictionary<RunId, List<TaskCompletionSource<RunResult<FreedRoom>>>> _waiting = [];
    private readonly Lock _gate = new();

    /// <summary>Has a run deleted, and waits until it is gone or its artifacts can't be deleted.</summary>
    /// <param name="run">The run.</param>
    /// <param name="begin">Begins it: what the run says to <see cref="EraseRun"/>.</param>
    /// <param name="within">So long is waited. It goes on in any case.</param>
    public async ValueTask<RunResult<FreedRoom>> Erase(RunId run, Func<ValueTask<RunResult<RunReply>>> begin, TimeSpan within)
    {
        var end = Await(run);
        try
        {
            var reply = await begin();
            if (!reply.IsOk)
                return reply.Error;
            // A command that is known already begins nothing anew.
            if (!reply.Value.State.IsBeingErased)
                return reply.Value.State.Erasure?.Error ?? new RunError(RunErrors.Active, $"Run {run} has gone on since that was asked for; it isn't deleted.");
            using var late = new CancellationTokenSource(within, time);
            using var over = late.Token.Register(() => end.TrySetResult(new RunError(RunErrors.Erasing, $"Run {run} is still being deleted; it will be gone.")));
            return await end.Task;
        }
        finally
        {
            Forget(run, end);
        }
    }

    /// <summary>Shards have moved: who waits here for a run that is elsewhere now must ask there.</summary>
    public void Moved()
    {
        List<(RunId Run, TaskCompletionSource<RunResult<FreedRoom>> Waiter)> moved;
        lock (_gate)
            moved = [.. _waiting.Where(waiting => isElsewhere(waiting.Key)).SelectMany(waiting => waiting.Value.Select(waiter => (waiting.Key, waiter)))];
        foreach (var (run, waiter) in moved)
            waiter.TrySetResult(RunDeletions.Moved(run));
    }

    /// <summary>Begins to carry out a deletion, unless that is under way.</summary>
    public void Provide(RunId run, Erasure erasure)
    {
        lock (_gate)
        {
            if (!_underWay.Add((run, erasure)))
                return;
        }

        _ = CarryOut(run, erasure);
    }

    private TaskCompletionSource<RunResult<FreedRoom>> Await(RunId run)
    {
        // Set outside every lock, and so without asynchronous continuations, which would leave a simulation's thread.
        var waiter = new TaskCompletionSource<RunResult<FreedRoom>>();
        lock (_gate)
        {
            if (!_waiting.TryGetValue(run, out var waiters))
                _waiting[run] = waiters = [];
            waiters.Add(waiter);
        }

        return waiter;
    }

    private void Forget(RunId run, TaskCompletionSource<RunResult<FreedRoom>> waiter)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(run, out var waiters) && waiters.Remove(waiter) && waiters.Count == 0)
                _waiting.Remove(run);
        }
    }

    private async Task CarryOut(RunId run, Erasure erasure)
    {
        // Files are not deleted inside the turn that found them to be.
        await Task.Yield();
        var deleted = await DeleteArtifacts(run);
        var hasMoved = deleted.Error?.Code == RefusalCodes.Moved;
        if (!deleted.IsOk && !hasMoved)
            listener.ErasureFailed(run, deleted.Error);
        var refusal = hasMoved ? null : await Report(run, new ReportErasure(deleted.Error));
        List<TaskCompletionSource<RunResult<FreedRoom>>>? waiters;
        lock (_gate)
        {
            _underWay.Remove((run, erasure));
            _waiting.Remove(run, out waiters);
        }

        foreach (var waiter in waiters ?? [])
            waiter.TrySetResult(refusal is null ? deleted : new RunError(refusal.Code, refusal.Message));
    }

    private async ValueTask<RunResult<FreedRoom>> DeleteArtifacts(RunId run)
    {
        if (!await attempts.Leave(run, grace))
            return RunDeletions.StillLives(run);
        // What lies there may belong to the next run of this id by now.
        if (isElsewhere(run))
            return RunDeletions.Moved(run);
        try
        {
            return new FreedRoom(await artifacts.DeleteAll(run, CancellationToken.None));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return new RunError(RunErrors.ArtifactsNotDeleted, $"The artifacts of run {run} can't be deleted, so the run stays: {error.Message}");
        }
    }

    /// <summary>Repeats itself until the run has heard it, or the node ends. The next start then goes on.</summary>
    private async ValueTask<Refusal?> Report(RunId run, ReportErasure outcome)
    {
        for (var tries = 0; ; tries++)
        {
            var reply = await report(run, outcome);
            if (reply.Refusal is null or { Code: RefusalCodes.Stopping } || isElsewhere(run))
                return reply.Refusal;
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(10_000, 20 << Math.Min(tries, 9))), time);
        }
    }
}
