using Runs.Actors.Subscriptions;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Node.Reading;

namespace Runs.Node.Doors;

/// <summary>Where runs can be looked at: a data directory, a node in this program, or a server.</summary>
internal interface IRunSource : IAsyncDisposable
{
    /// <summary>Where it is, as a sentence ends: <c>in DIR</c> or <c>at URL</c>.</summary>
    string Place { get; }

    /// <summary>Every event that is stored of a run, and then once that all were seen. Nothing is brought to life or waited for.</summary>
    IAsyncEnumerable<RunUpdate> Stored(RunId run);

    /// <summary>
    /// What happens to a run after it was read. Each event comes once and in order. Ends by itself when the run is deleted, with an
    /// <see cref="OperationCanceledException"/> when the token is cancelled.
    /// </summary>
    /// <param name="from">The run as it was read.</param>
    /// <param name="note">Told, in a sentence, why nothing comes for a while.</param>
    /// <param name="cancellation">Ends the following.</param>
    IAsyncEnumerable<RunUpdate> Follow(StoredRun from, Action<string> note, CancellationToken cancellation);

    /// <summary>The whole text of a content of a run.</summary>
    Task<string> Text(RunId run, Content content);
}
