using System.Runtime.CompilerServices;
using Runs.Actors;
using Runs.Actors.Artifacts;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Journal.Sqlite;
using Runs.Node.CommandLine;
using Runs.Runtime.Journal;
using Runs.Steps.Artifacts;

namespace Runs.Node.Reading;

/// <summary>A data directory that is only looked at, whoever holds it.</summary>
internal sealed class DataReading : IAsyncDisposable
{
    private const int Page = 200;

    private readonly string _directory;

    private DataReading(string directory, SqliteJournalReader journal)
    {
        _directory = directory;
        Journal = journal;
    }

    /// <summary>The journal.</summary>
    public SqliteJournalReader Journal { get; }

    /// <summary>Opens it; <see langword="null"/> when nothing was ever started there.</summary>
    /// <exception cref="JournalException">The journal is damaged, of a newer version or unusable.</exception>
    public static DataReading? TryOpen(string directory, SqliteJournalOptions options)
    {
        try
        {
            return new DataReading(directory, SqliteJournalReader.Open(directory, options));
        }
        catch (JournalException missing) when (missing.Code == DataErrors.Missing)
        {
            return null;
        }
    }

    /// <summary>Opens it for a look at one run.</summary>
    /// <exception cref="UserError">There is no such run.</exception>
    public static async Task<DataReading> OpenFor(RunId run, VerbContext context)
    {
        var reading = TryOpen(context.Options.DataDirectory, context.Options.Journal);
        if (reading is not null && await reading.Journal.Find(RunEntity.Of(run), CancellationToken.None) is not null)
            return reading;
        if (reading is not null)
            await reading.DisposeAsync();
        throw new UserError(RunErrors.NotFound, $"There is no run {run} in {context.Options.DataDirectory}.");
    }

    /// <summary>The run as lists show it; <see langword="null"/> for one that was never prepared.</summary>
    public async Task<RunSummary?> Summary(RunId run) =>
        await Journal.FindListed(RunEntity.Of(run), CancellationToken.None) is { } listed ? RunSummary.Of(listed, IsLive) : null;

    /// <summary>The runs that were started, newest first.</summary>
    public async IAsyncEnumerable<RunSummary> List(string? cwd, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ListingCursor? after = null;
        while (true)
        {
            var page = await Journal.List(new ListingQuery { Kind = RunEntity.Kind, Cwd = cwd, After = after, Limit = Page }, cancellation);
            foreach (var listed in page)
                yield return RunSummary.Of(listed, IsLive);
            if (page.Count < Page)
                yield break;
            after = new ListingCursor(page[^1].Row.StartedAt, page[^1].Entity.Id);
        }
    }

    /// <summary>The whole text of a content.</summary>
    public async Task<string> Text(RunId run, Content content)
    {
        if (content.Inline is { } inline)
            return inline;
        var artifacts = new DirectoryArtifactStore(Path.Combine(_directory, "artifacts"));
        return await ArtifactText.Load(artifacts, run, content, CancellationToken.None);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Journal.DisposeAsync();

    private bool IsLive(long incarnation) => DataDirectory.Holder(_directory) is { } holder && holder.Incarnation == incarnation;
}
