using Runs.Actors;
using Runs.Actors.Artifacts;
using Runs.Actors.Attempts;
using Runs.Domain.Admissions;
using Runs.Domain.Contents;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;
using Runs.Journal.Postgres;
using Runs.Journal.Sqlite;
using Runs.Runtime.Cells;
using Runs.Runtime.Journal;
using Runs.Runtime.Journal.Memory;
using Runs.Runtime.Nodes;

namespace Runs.Benchmarks.Workloads;

/// <summary>A throw-away journal and the systems on it.</summary>
internal sealed class BenchStore : IAsyncDisposable
{
    private readonly string _kind;
    private readonly bool _isOwner;
    private readonly int _concurrency;
    private readonly WorkloadOptions _options;
    private MemoryJournalStore? _memory;
    private BenchDatabase? _database;
    private DataDirectory? _directory;
    private IJournalStore? _journal;

    /// <summary>A new store, or one that another process has made.</summary>
    public BenchStore(WorkloadOptions options, string? root = null, int concurrency = 64)
    {
        _options = options;
        _concurrency = concurrency;
        _kind = options.Journal is "sqlite" or "memory" or "postgres" ? options.Journal : throw new ArgumentException($"Unknown journal '{options.Journal}'.");
        _isOwner = root is null;
        Root = root ?? Directory.CreateTempSubdirectory("runs-bench-").FullName;
    }

    /// <summary>Where it lies.</summary>
    public string Root { get; }

    public IJournalStore Journal => _journal!;

    /// <summary>The database, once the store was started on one.</summary>
    public BenchDatabase? Database => _database;

    /// <summary>The journal's files, or its tables and indexes, in bytes; 0 in memory.</summary>
    public async Task<long> Bytes()
    {
        if (_database is not null)
            return await _database.Bytes();
        return _directory is null ? 0 : new DirectoryInfo(Root).EnumerateFiles("journal.db*", SearchOption.AllDirectories).Sum(file => file.Length);
    }

    /// <summary>Processor time of this process and of the database's.</summary>
    public (TimeSpan Own, TimeSpan Server) Cpu() => (Environment.CpuUsage.TotalTime, _database?.Cpu() ?? TimeSpan.Zero);

    public async Task<RunSystem> Start(IStepHandler handler, bool wakes = false, TimeSpan? passivateAfter = null, AdmissionRules? admission = null)
    {
        _journal = await Open();
        var parts = new RunSystemParts { Journal = _journal, Artifacts = new NoArtifacts(), Handlers = [handler] };
        var cells = new CellOptions { PassivateAfter = passivateAfter ?? TimeSpan.FromSeconds(10) };
        return await RunSystem.Start(parts, new RunSystemOptions
        {
            Runtime = new RuntimeOptions { WakeDueStreams = wakes, Cells = cells },
            Admission = admission ?? new AdmissionRules(),
            Runs = new RunSettings { Concurrency = _concurrency },
            ShutdownGrace = TimeSpan.Zero,
        });
    }

    private async Task<IJournalStore> Open()
    {
        if (_kind == "memory")
            return _memory ??= new MemoryJournalStore();
        if (_kind == "postgres")
        {
            _database ??= await BenchDatabase.Open(_options.Connection, _options.Schema);
            return await PostgresJournalStore.Open(_database.Options);
        }

        _directory = DataDirectory.Open(Path.Combine(Root, "data"));
        return SqliteJournalStore.Open(_directory);
    }

    /// <summary>Ends the system and closes the journal.</summary>
    public async Task Stop(RunSystem system)
    {
        await system.Shutdown();
        await Close();
    }

    public async Task Close()
    {
        if (_kind == "memory")
            return;
        await _journal!.DisposeAsync();
        _directory?.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (_isOwner)
            Directory.Delete(Root, recursive: true);
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
