using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;
using Runs.Runtime.Journal;

namespace Runs.Node.Reading;

/// <summary>For readers that take what is there and wait for nothing.</summary>
internal sealed class SingleLook : ITailWatch
{
    /// <summary>What a journal has of a run, and then once that all was seen.</summary>
    public static async IAsyncEnumerable<RunUpdate> At(IJournalReader journal, RunId run)
    {
        await foreach (var update in new RunFeed(journal, run, new SingleLook()).Read(0))
        {
            yield return update;
            if (update is RunUpdate.CaughtUp)
                yield break;
        }
    }

    /// <inheritdoc/>
    public bool TakeGrown() => true;

    /// <inheritdoc/>
    public ValueTask Wait(CancellationToken cancellation) => throw new InvalidOperationException("Nothing is waited for.");

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
