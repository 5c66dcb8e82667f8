using System.Diagnostics;
using Runs.Journal.Sqlite;
using Runs.Journal.Sqlite.Native;
using Runs.Journal.Sqlite.Schema;

namespace Runs.Benchmarks.Floors;

/// <summary>
/// The least that a journal in SQLite can cost: rows of appends in the schema of the journal and with its settings, and nothing
/// else. What a store is slower than this is its own doing.
/// </summary>
internal sealed class SqliteAppendFloor : IDisposable
{
    private readonly Connection _connection;
    private readonly Statement _begin;
    private readonly Statement _insert;
    private readonly Statement _commit;
    private readonly byte[] _payload;
    private readonly long[] _tails;
    private int _next;

    private SqliteAppendFloor(string path, int payload, int streams)
    {
        JournalOpening.Ensure(path, new SqliteJournalOptions());
        _connection = JournalOpening.Writer(path);
        _begin = _connection.Prepare("begin immediate");
        _insert = _connection.Prepare("insert into appends (stream_key, first_seq, last_seq, epoch, at, data) values (?, ?, ?, ?, ?, ?)");
        _commit = _connection.Prepare("commit");
        _payload = new byte[payload];
        new Random(1).NextBytes(_payload);
        _tails = new long[streams];
    }

    /// <summary>Stores appends in turn for so many streams, <paramref name="batch"/> in a transaction, for about <paramref name="time"/>.</summary>
    internal static FloorFigures Measure(int batch, int payload, int streams, TimeSpan time)
    {
        var directory = Directory.CreateTempSubdirectory("runs-floor-").FullName;
        try
        {
            using var floor = new SqliteAppendFloor(Path.Combine(directory, "journal.db"), payload, streams);
            return floor.Measure(batch, time);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    public void Dispose() => _connection.Dispose();

    private FloorFigures Measure(int batch, TimeSpan time)
    {
        var commits = 0L;
        var times = new List<double>();
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            var began = Stopwatch.GetTimestamp();
            CommitOne(batch);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            commits++;
        }
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var appends = commits * batch;
        return new FloorFigures(appends / elapsed, commits / elapsed, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / appends, Median(times));
    }

    private static double Median(List<double> times)
    {
        times.Sort();
        return Math.Round(times[times.Count / 2], 3);
    }

    private void CommitOne(int batch)
    {
        _begin.Do();
        for (var i = 0; i < batch; i++)
        {
            var stream = _next++ % _tails.Length;
            var first = _tails[stream] + 1;
            _tails[stream] = first + 1;
            _insert.Bind(stream + 1).Bind(first).Bind(first + 1).Bind(1).Bind(first).Bind(_payload).Do();
        }
        _commit.Do();
    }
}
