using Npgsql;
using NpgsqlTypes;

namespace Runs.Journal.Postgres.Writing;

/// <summary>
/// One statement of the lane for as many rows as a batch has: its parameters are arrays, one a column, that are filled anew for each batch.
/// Its text never changes, so the server plans it once.
/// </summary>
internal abstract class LaneStatement
{
    private readonly List<Action> _clear = [];
    private readonly NpgsqlBatchCommand _command;

    /// <param name="sql">With the parameters $1, $2, … in the order in which the columns are made.</param>
    protected LaneStatement(string sql) => _command = new NpgsqlBatchCommand(sql);

    /// <summary>What is prepared.</summary>
    public string Text => _command.CommandText;

    /// <summary>Whether there is anything to send.</summary>
    public abstract bool IsEmpty { get; }

    /// <summary>Adds it to a transaction, unless there is nothing to send.</summary>
    public void AddTo(NpgsqlBatchCommandCollection commands)
    {
        if (!IsEmpty)
            commands.Add(_command);
    }

    public virtual void Clear()
    {
        foreach (var clear in _clear)
            clear();
    }

    protected List<T> Column<T>() => Column<T>(new NpgsqlParameter<List<T>>());

    protected List<ReadOnlyMemory<byte>> BytesColumn() =>
        Column<ReadOnlyMemory<byte>>(new NpgsqlParameter<List<ReadOnlyMemory<byte>>> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });

    private List<T> Column<T>(NpgsqlParameter<List<T>> parameter)
    {
        var values = new List<T>();
        parameter.TypedValue = values;
        _command.Parameters.Add(parameter);
        _clear.Add(values.Clear);
        return values;
    }
}
