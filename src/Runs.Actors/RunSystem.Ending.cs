using Runs.Actors.Erasures;
using Runs.Actors.Runs;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;

namespace Runs.Actors;

/// <content>The ends of runs, wherever they live: waited for, and deleted.</content>
public sealed partial class RunSystem
{
    /// <summary>
    /// Waits until a started run has ended, wherever it lives, and returns its last state. One that has ended already is returned at once.
    /// In a cluster one that is deleted before its end was seen is returned as one that doesn't exist.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<RunReply> Completion(RunId run, CancellationToken cancellation = default)
    {
        if (_exchange is not null)
            return await CompletionAmongNodes(run, cancellation);
        var waiter = _ends.Await(run);
        using var cancelled = cancellation.Register(() => waiter.TrySetCanceled(cancellation));
        try
        {
            var known = await Describe(run);
            if (known is { IsOk: true, Value: { State.Pending: null } reply } && reply.State.Status.IsTerminal())
                return reply;
            return await waiter.Task;
        }
        finally
        {
            _ends.Forget(run, waiter);
        }
    }

    private async ValueTask<RunReply> CompletionAmongNodes(RunId run, CancellationToken cancellation)
    {
        if (await _sharedEnds.Of(run, cancellation) is { } end)
            return end;
        var known = await Describe(run);
        return known is { IsOk: true, Value: { State.Pending: null } reply } && reply.State.Status.IsTerminal()
            ? reply
            : await _completion.Of(run, known.Value?.Seq ?? 0, cancellation);
    }

    /// <summary>
    /// Deletes a run that has ended, with its artifacts and its history, wherever it lives. Refused while an attempt of it ignores every
    /// stop, on any node, or its node can't be reached: its report must not reach another run of the same id. When its artifacts can't be
    /// deleted, the run stays. Repeated with the same command id, it is the same deletion.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="commandId">The id that makes a repeated request the same request. Default: a new one.</param>
    /// <param name="onlyOwner">Whose run it must be; see <see cref="RunCommand.OnlyOwner"/>.</param>
    public async ValueTask<RunResult<ErasedRun>> Delete(RunId run, string? commandId = null, string? onlyOwner = null)
    {
        var deleted = await _deletions.Delete(new DeleteRun(run, commandId ?? _options.NewId(), onlyOwner));
        if (!deleted.IsOk)
            return deleted;
        // Whoever follows it here must not take the next run of this id for it.
        if (IsElsewhere(run))
            _node.Tail.Wake(RunEntity.Of(run));
        await Settled(run);
        return deleted;
    }

    /// <summary>Whether another node is known to own the run.</summary>
    private bool IsElsewhere(RunId run) =>
        _exchange is not null && _node.Peers.OwnerOf(RunEntity.Of(run)) is { } owner && owner != Incarnation;

    private async ValueTask Settled(RunId run)
    {
        try
        {
            await _hubs.Settle(run).WaitAsync(_options.Runtime.AskTimeout, _time);
        }
        catch (TimeoutException)
        {
            // The journal can't be read now; followers are told when it can.
        }
    }
}
