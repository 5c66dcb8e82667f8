using Npgsql;

namespace Runs.Journal.Postgres.Writing;

/// <summary>
/// Gives out stream keys from blocks of the database's sequence. No key is given out twice, not even one whose append was refused: a writer
/// that doesn't know yet that its stream was erased must not find another one under its key.
/// </summary>
internal sealed class StreamKeys
{
    /// <summary>What the sequence counts by.</summary>
    public const int Block = 256;

    private readonly Queue<long> _blocks = new();
    private long _next;
    private int _left;

    private int Left => _left + (_blocks.Count * Block);

    /// <summary>Makes sure that so many keys are at hand; asks the database for more where they aren't.</summary>
    public async ValueTask Reserve(int count, NpgsqlConnection connection)
    {
        if (Left >= count)
            return;
        await using var command = new NpgsqlCommand("select nextval('stream_keys') from generate_series(1, $1)", connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = (count - Left + Block - 1) / Block });
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            _blocks.Enqueue(rows.GetInt64(0));
    }

    /// <summary>The next of the keys that were reserved.</summary>
    public long Next()
    {
        if (_left == 0)
            (_next, _left) = (_blocks.Dequeue(), Block);
        _left--;
        return _next++;
    }
}
