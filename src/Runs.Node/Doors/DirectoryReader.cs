using System.Text;
using Runs.Actors;
using Runs.Actors.Artifacts;
using Runs.Actors.Queues.Views;
using Runs.Actors.Runs;
using Runs.Actors.Subscriptions;
using Runs.Actors.Watching;
using Runs.Domain.Admissions;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Journal.Sqlite;
using Runs.Node.CommandLine;
using Runs.Node.Configuration;
using Runs.Node.Hosting.Stores;
using Runs.Node.Reading;
using Runs.Runtime.Journal;
using Runs.Steps.Artifacts;

namespace Runs.Node.Doors;

/// <summary>A data directory that is only looked at, whoever holds it. One in which nothing was ever started has no runs.</summary>
internal sealed class DirectoryReader : IRunsReader
{
    private const int Page = 200;

    private readonly string _directory;
    private readonly ArtifactOptions _artifacts;
    private readonly AdmissionRules _rules;
    private readonly TimeSpan _watchInterval;
    private readonly SqliteJournalReader? _journal;

    private DirectoryReader(NodeOptions options, SqliteJournalReader? journal)
    {
        _directory = options.DataDirectory;
        _artifacts = options.Artifacts;
        _rules = options.System.Admission;
        _watchInterval = options.WatchInterval;
        _journal = journal;
    }

    /// <inheritdoc/>
    public string Place => $"in {_directory}";

    /// <summary>Opens it.</summary>
    /// <exception cref="JournalException">The journal is damaged, of a newer version or unusable.</exception>
    public static DirectoryReader Open(NodeOptions options)
    {
        try
        {
            return new DirectoryReader(options, SqliteJournalReader.Open(options.DataDirectory, options.Journal));
        }
        catch (JournalException missing) when (missing.Code == DataErrors.Missing)
        {
            return new DirectoryReader(options, journal: null);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> Has(RunId run) =>
        _journal is not null && await _journal.Find(RunEntity.Of(run), CancellationToken.None) is not null;

    /// <inheritdoc/>
    public async Task<RunSummary?> Summary(RunId run) =>
        _journal is not null && await _journal.FindListed(RunEntity.Of(run), CancellationToken.None) is { } listed ? RunSummary.Of(listed, IsLive) : null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunSummary> List(RunFilter filter)
    {
        ListingCursor? after = null;
        while (_journal is not null)
        {
            var query = new ListingQuery { Kind = RunEntity.Kind, Cwd = filter.Cwd, After = after, Limit = Page };
            var page = await _journal.List(query, CancellationToken.None);
            foreach (var run in page.Select(listed => RunSummary.Of(listed, IsLive)).Where(filter.Takes))
                yield return run;
            if (page.Count < Page)
                yield break;
            after = new ListingCursor(page[^1].Row.StartedAt, page[^1].Entity.Id);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<QueueView>> Queues() => _journal is null
        ? [.. _rules.Queues.Select(queue => new QueueView(queue.Key, queue.Value, 0, 0, 0, []))]
        : await new QueueReader(_journal, _rules).Queues(onlyOwner: null);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LimitView>> Limits() =>
        _journal is null ? [] : await new QueueReader(_journal, _rules).Limits(onlyOwner: null);

    /// <inheritdoc/>
    public IAsyncEnumerable<RunUpdate> Stored(RunId run) =>
        _journal is null ? AsyncEnumerable.Empty<RunUpdate>() : SingleLook.At(_journal, run);

    /// <inheritdoc/>
    public IAsyncEnumerable<RunUpdate> Follow(StoredRun from, Action<string> note, CancellationToken cancellation) => _journal is null
        ? AsyncEnumerable.Empty<RunUpdate>()
        : new RunFeed(_journal, from.Run, new PollingWatch(TimeProvider.System, _watchInterval)).Read(from.Seq, cancellation);

    /// <inheritdoc/>
    public async Task<WaitReceipt?> Wait(RunId run, WaitQuery query, CancellationToken cancellation)
    {
        var (known, seq) = await StoredRun.Read(this, run);
        var begun = WaitProgress.Begin(run, query, new RunReply(known, seq));
        if (!begun.IsOk)
            throw UserError.Of(begun.Error);
        return begun.Value.AtOnce() ?? await Wait(begun.Value, cancellation);
    }

    /// <inheritdoc/>
    public async Task<StepResult> Result(RunState run, StepState step, int maxBytes) =>
        await new StepResults(Store(), live: null).Of(RunId.Parse(run.RunId), run, step, maxBytes, CancellationToken.None);

    /// <inheritdoc/>
    public async Task<string> StateOf(RunState state) =>
        (await Summary(RunId.Parse(state.RunId)))?.State ?? state.Status.ToWord();

    /// <inheritdoc/>
    public async Task<string> Text(RunId run, Content content)
    {
        if (content.Inline is { } inline)
            return inline;
        return await ArtifactText.Load(Store(), run, content, CancellationToken.None);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ListedArtifact> Artifacts(RunId run)
    {
        var (state, _) = await StoredRun.Read(this, run);
        var reader = new ArtifactReader(Store(), run);
        foreach (var artifact in RunArtifacts.Of(state))
        {
            var entry = await reader.Entry(state, artifact, CancellationToken.None);
            yield return new ListedArtifact(artifact.Name, artifact.Step.Value, artifact.Purpose.ToWord(), entry.Digest?.Size, entry.Digest?.Sha256, entry.Error);
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]> Artifact(RunId run, string name)
    {
        var (state, _) = await StoredRun.Read(this, run);
        if (RunArtifacts.Find(state, name) is not { } artifact)
            throw new UserError("run.no-artifact", $"Run {run} has no artifact of that name.");
        try
        {
            var content = await new ArtifactReader(Store(), run).Content(state, artifact, CancellationToken.None);
            return Encoding.UTF8.GetBytes(await Text(run, content));
        }
        catch (ArtifactException damaged)
        {
            throw UserError.Of(damaged.Error);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _journal?.DisposeAsync() ?? ValueTask.CompletedTask;

    private DirectoryArtifactStore Store() => ArtifactPlace.Open(_artifacts, _directory);

    private async Task<WaitReceipt?> Wait(WaitProgress progress, CancellationToken cancellation)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(progress.Time);
        try
        {
            var watch = new PollingWatch(TimeProvider.System, _watchInterval);
            await foreach (var update in new RunFeed(_journal!, progress.Run, watch).Read(progress.AfterSeq, late.Token))
            {
                if (update is RunUpdate.Journaled journaled && progress.Take(journaled) is { } receipt)
                    return receipt;
            }

            return late.IsCancellationRequested ? progress.Late() : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return progress.Late();
        }
    }

    private bool IsLive(long incarnation) => DataDirectory.Holder(_directory) is { } holder && holder.Incarnation == incarnation;
}
