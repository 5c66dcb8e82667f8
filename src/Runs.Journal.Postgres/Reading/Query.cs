using Npgsql;
using NpgsqlTypes;

namespace Runs.Journal.Postgres.Reading;

/// <summary>One statement with its parameters, in order.</summary>
internal sealed class Query(string text)
{
    private readonly List<NpgsqlParameter> _parameters = [];

    public Query With(long value) => With(new NpgsqlParameter<long> { TypedValue = value });

    public Query With(int value) => With(new NpgsqlParameter<int> { TypedValue = value });

    /// <summary>Text that may have any character; see <see cref="StoredText"/>.</summary>
    public Query With(string value) => With(new NpgsqlParameter<string> { TypedValue = StoredText.Encode(value), NpgsqlDbType = NpgsqlDbType.Text });

    public Query With(IEnumerable<string> values) =>
        With(new NpgsqlParameter<string[]> { TypedValue = [.. values.Select(StoredText.Encode)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });

    public Query With(int[] values) => With(new NpgsqlParameter<int[]> { TypedValue = values });

    public Query With(long[] values) => With(new NpgsqlParameter<long[]> { TypedValue = values });

    public Query With(TimeSpan? value) => With(new NpgsqlParameter { Value = value is { } time ? time : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Interval });

    public Query With(ReadOnlyMemory<byte> value) => With(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bytea });

    /// <summary>All rows.</summary>
    public async ValueTask<IReadOnlyList<T>> Rows<T>(NpgsqlConnection connection, Func<NpgsqlDataReader, T> row, CancellationToken cancellation)
    {
        await using var command = Command(connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>Carries it out and answers how many rows it changed.</summary>
    public async ValueTask<int> Do(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = Command(connection);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private Query With(NpgsqlParameter parameter)
    {
        _parameters.Add(parameter);
        return this;
    }

    private NpgsqlCommand Command(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(text, connection);
        foreach (var parameter in _parameters)
            command.Parameters.Add(parameter);
        return command;
    }
}
