using Runs.Actors;
using Runs.Actors.Artifacts;
using Runs.Domain.Identity;
using Runs.Gateway.Nodes;
using Runs.Journal.Sqlite;
using Runs.Node.CommandLine;
using Runs.Node.Configuration;
using Runs.Node.Hosting.Stores;
using Runs.Node.Logging;
using Runs.Runtime.Journal;
using Runs.Steps.Http;
using Runs.Steps.Models;
using Runs.Steps.Models.Providers;
using Runs.Steps.Processes;

namespace Runs.Node.Hosting;

/// <summary>
/// One life of the engine on a data directory. Unless it serves, only the runs that somebody asks for live in it: the others stay as they are. What
/// dead nodes left running here is ended before any of their attempts is judged.
/// </summary>
internal sealed class LocalNode : IAsyncDisposable
{
    private const int RecoveryPage = 500;

    // What a cell or a child process that hangs may take beyond its grace.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly DataDirectory _directory;
    private readonly NodeStores _stores;
    private readonly ClusterPlace _place;
    private readonly HttpHandler _requests;
    private readonly TimeSpan _grace;
    private readonly NodeLog _log;
    private TimeSpan? _hurriedGrace;
    private bool _isStuck;

    private LocalNode(DataDirectory directory, NodeStores stores, ClusterPlace place, HttpHandler requests, RunSystem system, NodeLog log, TimeSpan grace)
    {
        _log = log;
        _directory = directory;
        _stores = stores;
        _place = place;
        _requests = requests;
        _grace = grace;
        System = system;
    }

    /// <summary>The engine.</summary>
    public RunSystem System { get; }

    /// <summary>Its journal, to be read.</summary>
    public IJournalReader Journal => _stores.Journal;

    /// <summary>How its links to other nodes are doing; none for a node that is alone.</summary>
    public IReadOnlyList<LinkState> Links() => _place.Sockets?.States ?? [];

    /// <summary>Hears what goes wrong.</summary>
    public NodeLog Log => _log;

    /// <summary>Takes the data directory and starts on it, alone.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="dispatches">Whether steps may be executed.</param>
    /// <exception cref="JournalException">The directory is in use, damaged, of a newer version or unusable.</exception>
    /// <exception cref="UserError">A scripted model is wrong, or something of a dead node can't be ended.</exception>
    public static Task<LocalNode> Start(NodeOptions options, bool dispatches) => Start(
        options with { System = Passive(options.System, dispatches) },
        (directory, _) => SqliteStores.Open(options, directory),
        _ => Task.FromResult(ClusterPlace.Alone));

    /// <summary>
    /// Takes the data directory and starts on it, with every run that has something to do: all of them in the directory's own journal, and its share of those in a
    /// database.
    /// </summary>
    /// <param name="options">The configuration.</param>
    /// <param name="clientUrl">Where clients will reach it.</param>
    /// <param name="note">Told, in a sentence, what is waited for.</param>
    /// <param name="cancellation">Gives up waiting for the database.</param>
    /// <exception cref="JournalException">The directory is in use, or the journal is damaged, of a newer version or unusable, or its database couldn't be reached.</exception>
    /// <exception cref="UserError">A scripted model is wrong, the port for other nodes is taken, or something of a dead node can't be ended.</exception>
    public static Task<LocalNode> Serve(NodeOptions options, string clientUrl, Action<string> note, CancellationToken cancellation) => options.JournalKind switch
    {
        JournalKind.Postgres => Start(
            options,
            (directory, log) => PostgresStores.Open(options, directory, new DatabaseWait(options.OpenWithin, log, note).Said, cancellation),
            log => ClusterPlace.Take(options, clientUrl, log)),
        _ => Start(options, (directory, _) => SqliteStores.Open(options, directory), _ => Task.FromResult(ClusterPlace.Alone)),
    };

    /// <summary>
    /// Waits until every run of this node that has something to do now has been brought to life. One that shares its journal has looked by then at who else there
    /// is, and answers for what is its own; what comes to it later is woken when it does.
    /// </summary>
    /// <exception cref="JournalException">The journal can't be read, and nobody shares it.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task Recover(CancellationToken cancellation)
    {
        await System.Cluster.Joined.WaitAsync(cancellation);
        while (true)
        {
            try
            {
                await WakeOwn(cancellation);
                return;
            }
            catch (JournalException) when (_place.Sockets is not null)
            {
                await Task.Delay(RetryAfter, TimeProvider.System, cancellation);
            }
        }
    }

    /// <summary>Ends all attempts within the grace, after other nodes have taken the runs over. What is stored can still be read.</summary>
    public Task Drain() => End(_hurriedGrace ?? _grace);

    /// <summary>From now on the end gives attempts only so long.</summary>
    public void Hurry(TimeSpan grace) => _hurriedGrace = grace;

    /// <summary>Ends the node, within a deadline whatever its steps do: what hangs is left to the next start, as after a crash.</summary>
    public async ValueTask DisposeAsync()
    {
        await Drain();
        if (_isStuck)
            return;
        await _place.DisposeAsync();
        _requests.Dispose();
        await _stores.DisposeAsync();
        _directory.Dispose();
    }

    private async Task End(TimeSpan grace)
    {
        if (_isStuck)
            return;
        try
        {
            await System.Shutdown(grace).WaitAsync(grace + (_place.Cluster.IsAlone ? TimeSpan.Zero : 2 * _place.Cluster.HandOffDeadline) + Patience);
        }
        catch (TimeoutException)
        {
            _isStuck = true;
            _log.Stuck(System.LiveAttempts);
        }
    }

    private async Task WakeOwn(CancellationToken cancellation)
    {
        DueStream? last = null;
        while (await Journal.Due(TimeProvider.System.GetUtcNow(), RecoveryPage, last, cancellation) is { Count: > 0 } due)
        {
            var own = due.Where(stream => stream.Entity.Kind == RunEntity.Kind).Select(stream => RunId.Parse(stream.Entity.Id)).Where(System.Cluster.Owns);
            await Task.WhenAll(own.Select(run => System.Describe(run).AsTask())).WaitAsync(cancellation);
            last = due[^1];
        }
    }

    private static async Task<LocalNode> Start(
        NodeOptions options, Func<DataDirectory, NodeLog, Task<NodeStores>> openStores, Func<NodeLog, Task<ClusterPlace>> takePlace)
    {
        var directory = DataDirectory.Open(options.DataDirectory, new DataDirectoryOptions { Command = WhatIDo() });
        NodeStores? stores = null;
        ClusterPlace? place = null;
        HttpHandler? requests = null;
        try
        {
            var log = new NodeLog(new LogFile(Path.Combine(directory.Path, "runs.log"), options.Log.MaxSize), options.Log.Level, TimeProvider.System);
            await Reap(directory, log);
            stores = await openStores(directory, log);
            place = await takePlace(log);
            requests = new HttpHandler(options.Http, stores.Artifacts, TimeProvider.System, directory.Path);
            var system = place.Of(options.System) with { LiveDirectory = directory.LivePath };
            var started = await RunSystem.Start(Parts(options, directory, stores, place, requests, log), system);
            return new LocalNode(directory, stores, place, requests, started, log, options.System.ShutdownGrace);
        }
        catch
        {
            requests?.Dispose();
            if (place is not null)
                await place.DisposeAsync();
            if (stores is not null)
                await stores.DisposeAsync();
            directory.Dispose();
            throw;
        }
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

    private static RunSystemParts Parts(NodeOptions options, DataDirectory directory, NodeStores stores, ClusterPlace place, HttpHandler requests, NodeLog log)
    {
        var processes = options.Process with { RecordDirectory = directory.ProcessesPath };
        return new RunSystemParts
        {
            Journal = stores.Journal,
            Artifacts = stores.Artifacts,
            Links = place.Links,
            Handlers =
            [
                new ModelHandler(Models(options, stores.Artifacts)),
                new ProcessHandler(processes, stores.Artifacts, TimeProvider.System),
                requests,
            ],
            CellListener = log,
            AttemptListener = log,
            SubRunListener = log,
        };
    }

    private static ModelCatalog Models(NodeOptions options, IArtifactStore artifacts) => new(
        options.Models.Select(script =>
            ScriptedChatModel.TryCreate(script, artifacts, TimeProvider.System, out var model, out var error) ? model : throw UserError.Of(error)),
        options.Providers.Select(provider => new ModelProvider(provider, artifacts, TimeProvider.System)));

    /// <summary>The verb alone: what follows it, such as an input, is nobody else's business.</summary>
    private static string WhatIDo() => Environment.GetCommandLineArgs() is [_, var verb, ..] && verb[0] != '-' ? $"runs {verb}" : "runs";
}
