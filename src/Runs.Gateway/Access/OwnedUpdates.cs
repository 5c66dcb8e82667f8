using System.Runtime.CompilerServices;
using Runs.Actors.Subscriptions;
using Runs.Domain.Runs.State;

namespace Runs.Gateway.Access;

/// <summary>
/// What happens to a run, up to where it isn't the caller's. A run may be deleted and another owner's made with its id between a look
/// at it and its first update.
/// </summary>
internal static class OwnedUpdates
{
    /// <summary>The updates of runs that one owner has; <see langword="null"/> for everybody.</summary>
    public static async IAsyncEnumerable<RunUpdate> Of(
        IAsyncEnumerable<RunUpdate> updates, string? scope, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var update in updates.WithCancellation(cancellation))
        {
            if (IsForeign(update, scope))
                yield break;
            yield return update;
        }
    }

    /// <summary>Whether an update is of a run that isn't the owner's.</summary>
    public static bool IsForeign(RunUpdate update, string? scope) => StateOf(update).IsForeignTo(scope);

    private static RunState StateOf(RunUpdate update) => update switch
    {
        RunUpdate.Journaled journaled => journaled.After,
        RunUpdate.Streamed streamed => streamed.State,
        RunUpdate.CaughtUp caughtUp => caughtUp.State,
        RunUpdate.Placed placed => placed.State,
        _ => throw new InvalidOperationException($"{update.GetType().Name} says nothing of its run."),
    };
}
