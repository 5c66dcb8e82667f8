using Runs.Actors;
using Runs.Domain.Identity;
using Runs.Journal.Sqlite;
using Runs.Node.CommandLine;
using Runs.Node.Configuration;
using Runs.Node.Logging;
using Runs.Runtime.Journal;
using Runs.Steps.Artifacts;
using Runs.Steps.Http;
using Runs.Steps.Models;
using Runs.Steps.Models.Providers;
using Runs.Steps.Processes;

namespace Runs.Node.Hosting;

/// <summary>
/// One life of the engine on a data directory. Unless it serves, only the runs that somebody asks for live in it: the others stay as they are. What
/// dead nodes left running is ended before any of their attempts is judged.
/// </summary>
internal sealed class LocalNode : IAsyncDisposable
{
    private const int RecoveryPage = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly DataDirectory _directory;
    private readonly SqliteJournalStore _journal;
    private readonly HttpHandler _requests;
    private readonly TimeSpan _grace;
    private readonly NodeLog _log;
    private TimeSpan? _hurriedGrace;

    private LocalNode(DataDirectory directory, SqliteJournalStore journal, HttpHandler requests, RunSystem system, NodeLog log, TimeSpan grace)
    {
        _log = log;
        _directory = directory;
        _journal = journal;
        _requests = requests;
        _grace = grace;
        System = system;
    }

    /// <summary>The engine.</summary>
    public RunSystem System { get; }

    /// <summary>Its journal, to be read.</summary>
    public IJournalReader Journal => _journal;

    /// <summary>Takes the data directory and starts on it.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="dispatches">Whether steps may be executed.</param>
    /// <exception cref="JournalException">The directory is in use, damaged, of a newer version or unusable.</exception>
    /// <exception cref="UserError">A scripted model is wrong, or something of a dead node can't be ended.</exception>
    public static Task<LocalNode> Start(NodeOptions options, bool dispatches) => Start(options, Passive(options.System, dispatches));

    /// <summary>Takes the data directory and starts on it, with every run in it that has something to do.</summary>
    /// <exception cref="JournalException">The directory is in use, damaged, of a newer version or unusable.</exception>
    /// <exception cref="UserError">A scripted model is wrong, or something of a dead node can't be ended.</exception>
    public static Task<LocalNode> Serve(NodeOptions options) => Start(options, options.System);

    /// <summary>Hears what goes wrong.</summary>
    public NodeLog Log => _log;

    /// <summary>Waits until every run that has something to do now has been brought to life.</summary>
    public async Task Recover()
    {
        DueStream? last = null;
        while (await _journal.Due(TimeProvider.System.GetUtcNow(), RecoveryPage, last, CancellationToken.None) is { Count: > 0 } due)
        {
            await Task.WhenAll(due.Where(stream => stream.Entity.Kind == RunEntity.Kind).Select(stream => System.Describe(RunId.Parse(stream.Entity.Id)).AsTask()));
            last = due[^1];
        }
    }

    /// <summary>Ends all attempts within the grace. What is stored can still be read.</summary>
    public async Task Drain()
    {
        try
        {
            await System.Shutdown(_grace).WaitAsync(_grace + Patience);
        }
        catch (TimeoutException)
        {
            _log.Stuck(System.LiveAttempts);
        }
    }

    private static async Task<LocalNode> Start(NodeOptions options, RunSystemOptions system)
    {
        var directory = DataDirectory.Open(options.DataDirectory, new DataDirectoryOptions { Command = WhatIDo() });
        SqliteJournalStore? journal = null;
        HttpHandler? requests = null;
        try
        {
            var log = new NodeLog(new LogFile(Path.Combine(directory.Path, "runs.log"), options.Log.MaxSize), options.Log.Level, TimeProvider.System);
            await Reap(directory, log);
            journal = SqliteJournalStore.Open(directory, options.Journal);
            var live = system with { LiveDirectory = directory.LivePath };
            var artifacts = new DirectoryArtifactStore(directory.ArtifactsPath);
            requests = new HttpHandler(options.Http, artifacts, TimeProvider.System, directory.Path);
            var started = await RunSystem.Start(Parts(options, directory, journal, artifacts, requests, log), live);
            return new LocalNode(directory, journal, requests, started, log, options.System.ShutdownGrace);
        }
        catch
        {
            requests?.Dispose();
            if (journal is not null)
                await journal.DisposeAsync();
            directory.Dispose();
            throw;
        }
    }

    /// <summary>From now on the end gives attempts only so long.</summary>
    public void Hurry(TimeSpan grace) => _hurriedGrace = grace;

    /// <summary>Ends the node, within a deadline whatever its steps do: what hangs is left to the next start, as after a crash.</summary>
    public async ValueTask DisposeAsync()
    {
        var grace = _hurriedGrace ?? _grace;
        try
        {
            await System.Shutdown(grace).WaitAsync(grace + Patience);
        }
        catch (TimeoutException)
        {
            _log.Stuck(System.LiveAttempts);
            return;
        }

        _requests.Dispose();
        await _journal.DisposeAsync();
        _directory.Dispose();
    }

    private static async Task Reap(DataDirectory directory, NodeLog log)
    {
        try
        {
            if (await ProcessLeftovers.ReapAll(directory.ProcessesPath, TimeProvider.System) is > 0 and var reaped)
                log.Reaped(reaped);
        }
        catch (TimeoutException error)
        {
            throw new UserError("process.leftover", $"{error.Message} End them, then try again.", ExitCodes.Failed);
        }
    }

    private static RunSystemOptions Passive(RunSystemOptions options, bool dispatches) => options with
    {
        Runtime = options.Runtime with { WakeDueStreams = false },
        Dispatches = dispatches,
    };

    private static RunSystemParts Parts(
        NodeOptions options, DataDirectory directory, SqliteJournalStore journal, DirectoryArtifactStore artifacts, HttpHandler requests, NodeLog log)
    {
        var processes = options.Process with { RecordDirectory = directory.ProcessesPath };
        return new RunSystemParts
        {
            Journal = journal,
            Artifacts = artifacts,
            Handlers =
            [
                new ModelHandler(Models(options, artifacts)),
                new ProcessHandler(processes, artifacts, TimeProvider.System),
                requests,
            ],
            CellListener = log,
            AttemptListener = log,
            SubRunListener = log,
        };
    }

    private static ModelCatalog Models(NodeOptions options, DirectoryArtifactStore artifacts) => new(
        options.Models.Select(script =>
            ScriptedChatModel.TryCreate(script, artifacts, TimeProvider.System, out var model, out var error) ? model : throw UserError.Of(error)),
        options.Providers.Select(provider => new ModelProvider(provider, artifacts, TimeProvider.System)));

    /// <summary>The verb alone: what follows it, such as an input, is nobody else's business.</summary>
    private static string WhatIDo() => Environment.GetCommandLineArgs() is [_, var verb, ..] && verb[0] != '-' ? $"runs {verb}" : "runs";
}
