using Runs.Actors.Artifacts;
using Runs.Actors.Runs;
using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;
using Runs.Runtime;
using Runs.Runtime.Links;
using Runs.Runtime.Nodes;

namespace Runs.Actors.Erasures;

/// <summary>
/// The door for deletions. The owner of the run carries one out and knows when it is done; any other node asks it, and asks again when the
/// answer is lost or the run moves. All of these are one deletion, by its command id.
/// </summary>
internal sealed class RunDeletions(RunSystem system, RuntimeNode node, RunErasures erasures, AttemptLeavings attempts, RunSystemOptions options, TimeProvider time)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<(RunId, string), Task<RunResult<ErasedRun>>> _underWay = [];
    private readonly Lock _gate = new();

    private TimeSpan Patience => options.Runtime.AskTimeout;

    /// <summary>Deletes a run, wherever it lives.</summary>
    public async ValueTask<RunResult<ErasedRun>> Delete(DeleteRun wanted)
    {
        if (options.Runtime.Cluster.IsAlone)
            return await DeleteHere(wanted);
        var known = await system.Describe(wanted.Run, wanted.OnlyOwner);
        if (!known.IsOk)
            return known.Error;
        // The owner waits for attempts first, and then for the end of the deletion; and its answer takes a while.
        using var late = new CancellationTokenSource((2 * Patience) + options.Runtime.Cluster.AnswerWithin, time);
        for (var isRepeated = false; ; isRepeated = true)
        {
            var result = await DeleteAtOwner(wanted, late.Token);
            // The answer to an earlier question was lost on the way.
            if (isRepeated && result.Error?.Code == RunErrors.NotFound)
                return new ErasedRun(wanted.Run, [.. RunArtifacts.Of(known.Value.State).Select(artifact => artifact.Name)], 0);
            if (result.Error?.Code is not (RefusalCodes.Moved or RefusalCodes.Timeout) || !await Pause(late.Token))
                return result;
        }
    }

    /// <summary>What is said to a node that asks.</summary>
    public async ValueTask<object?> Answer(DeleteRun asked) => RunDeleted.Of(IsHere(asked.Run) ? await DeleteOnce(asked) : Moved(asked.Run));

    private bool IsHere(RunId run) => node.Peers.OwnerOf(RunEntity.Of(run)) == node.Peers.Self.Number;

    private async ValueTask<RunResult<ErasedRun>> DeleteAtOwner(DeleteRun wanted, CancellationToken late)
    {
        if (node.Peers.OwnerOf(RunEntity.Of(wanted.Run)) is not { } owner)
            return Moved(wanted.Run);
        if (owner == node.Peers.Self.Number)
            return await DeleteHere(wanted);
        try
        {
            return ((RunDeleted)(await node.Peers.Ask(owner, wanted, late))!).ToResult();
        }
        catch (PeerException error) when (error.Code != PeerException.Failed)
        {
            return Unanswered(wanted.Run);
        }
        catch (PeerException error)
        {
            return new RunError(error.Code, $"The node of run {wanted.Run} can't delete it: {error.Message}");
        }
        catch (OperationCanceledException)
        {
            return Unanswered(wanted.Run);
        }
    }

    /// <summary>Who asks again waits for what is under way.</summary>
    private async Task<RunResult<ErasedRun>> DeleteOnce(DeleteRun wanted)
    {
        Task<RunResult<ErasedRun>>? deletion;
        lock (_gate)
        {
            if (!_underWay.TryGetValue((wanted.Run, wanted.CommandId), out deletion))
                _underWay[(wanted.Run, wanted.CommandId)] = deletion = DeleteAndForget(wanted);
        }

        return await deletion;
    }

    private async Task<RunResult<ErasedRun>> DeleteAndForget(DeleteRun wanted)
    {
        // Not inside the lock of who begins it.
        await Task.Yield();
        try
        {
            return await DeleteHere(wanted);
        }
        finally
        {
            lock (_gate)
                _underWay.Remove((wanted.Run, wanted.CommandId));
        }
    }

    private async ValueTask<RunResult<ErasedRun>> DeleteHere(DeleteRun wanted)
    {
        var run = wanted.Run;
        var known = await system.Describe(run, wanted.OnlyOwner);
        if (!known.IsOk)
            return known.Error;
        if (known.Value.State.Status.IsTerminal() && !await attempts.Leave(run, Patience))
            return StillLives(run);
        var erased = await erasures.Erase(run, () => system.Ask(run, new EraseRun { OnlyOwner = wanted.OnlyOwner }, wanted.CommandId), Patience);
        if (!erased.IsOk)
            return erased.Error;
        return new ErasedRun(run, [.. RunArtifacts.Of(known.Value.State).Select(artifact => artifact.Name)], erased.Value.Bytes);
    }

    internal static RunError StillLives(RunId run) =>
        new(RunErrors.Active, $"An attempt of run {run} has been told to stop and still lives, or its node can't be reached; delete the run later.");

    internal static RunError Moved(RunId run) => new(RefusalCodes.Moved, $"No node was found that owns run {run} now; ask again with the same command id.");

    private static RunError Unanswered(RunId run) =>
        new(RefusalCodes.Timeout, $"The node of run {run} did not answer; whether the run will be deleted is unknown. Ask again with the same command id.");

    private async ValueTask<bool> Pause(CancellationToken late)
    {
        try
        {
            await Task.Delay(AskAgain, time, late);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
