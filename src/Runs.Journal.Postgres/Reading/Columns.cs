using Npgsql;
using Runs.Runtime.Entities;

namespace Runs.Journal.Postgres.Reading;

/// <summary>Values as the tables hold them.</summary>
internal static class Columns
{
    /// <summary>What stands for "not started": before every real time, so that such streams come last in one descending order.</summary>
    public const long NotStarted = -1;

    public static string Text(this NpgsqlDataReader row, int column) => StoredText.Decode(row.GetString(column));

    public static DateTimeOffset Time(this NpgsqlDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);

    public static DateTimeOffset? TimeOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) || row.GetInt64(column) == NotStarted ? null : row.Time(column);

    public static ReadOnlyMemory<byte> Bytes(this NpgsqlDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    public static EntityId Entity(this NpgsqlDataReader row, int kind) => new(row.Text(kind), row.Text(kind + 1));
}
