using Runs.Actors.Links;
using Runs.Actors.Runs;
using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Runtime.Journal;
using Runs.Runtime.Links;

namespace Runs.Actors.Watching;

/// <summary>
/// Waits for the ends of runs that any node may own. The owner is asked, for it knows without reading anything: to follow a run of another
/// node would fetch its live output and read all its events as they come.
/// </summary>
/// <param name="peers">What nodes say to each other.</param>
/// <param name="ends">The ends of runs of this node.</param>
/// <param name="describe">A run as it is, wherever it is.</param>
/// <param name="read">What another node's answer stands for.</param>
/// <param name="journal">The journal. A run that rests is looked up there, so that who waits for it doesn't keep it in memory.</param>
/// <param name="within">So long an owner is waited for: then it may be another one. Shorter than any answer may take.</param>
/// <param name="time">The clock.</param>
internal sealed class SharedRunEnds(
    Peers peers,
    RunEnds ends,
    Func<RunId, ValueTask<RunResult<RunReply>>> describe,
    Func<RunId, RunAnswer, ValueTask<RunResult<RunReply>>> read,
    IJournalReader journal,
    TimeSpan within,
    TimeProvider time)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>The run at its end; <see langword="null"/> when its owner can't be asked, so that the run must be followed.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<RunReply?> Of(RunId run, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var owner = peers.OwnerOf(RunEntity.Of(run));
            try
            {
                if (owner == peers.Self.Number && await Here(run, cancellation) is { } end)
                    return end;
                if (owner is { } other && other != peers.Self.Number && await peers.Ask(other, new AwaitRun(run), cancellation) is RunAnswer answer && await read(run, answer) is { IsOk: true } there)
                    return there.Value;
            }
            catch (PeerException error) when (error.Code == PeerException.Failed)
            {
                // It is of a version that doesn't know the question.
                return null;
            }
            catch (PeerException)
            {
                // Gone, or out of reach: it may have another owner soon.
            }

            await Task.Delay(AskAgain, time, cancellation);
        }
    }

    /// <summary>Answers another node.</summary>
    public async ValueTask<object?> Answer(AwaitRun asked) => peers.OwnerOf(RunEntity.Of(asked.Run)) == peers.Self.Number ? await Here(asked.Run, CancellationToken.None) : null;

    /// <summary>The end of a run of this node; <see langword="null"/> when it hasn't come for a while.</summary>
    private async ValueTask<RunReply?> Here(RunId run, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(within, time);
        var waiter = ends.Await(run);
        using var over = late.Token.Register(() => waiter.TrySetCanceled(late.Token));
        using var cancelled = cancellation.Register(() => waiter.TrySetCanceled(cancellation));
        try
        {
            if (await journal.FindListed(RunEntity.Of(run), late.Token) is { Row.Terminal: false })
                return await waiter.Task;
            // One that is gone has no end to be waited for.
            return await describe(run) is { IsOk: true, Value: var now } && (now.Seq == 0 || (now.State.Pending is null && now.State.Status.IsTerminal()))
                ? now
                : await waiter.Task;
        }
        catch (JournalException)
        {
            return null;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            ends.Forget(run, waiter);
        }
    }
}
