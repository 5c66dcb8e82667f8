using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Writing;

/// <summary>The listing rows of streams: written whole, and only by appends that bring one. Of two for a stream the later one counts.</summary>
internal sealed class ListingRows : LaneStatement
{
    /// <summary>What stands for "not started": before every real time, so that such streams come last in one descending order.</summary>
    public const long NotStarted = -1;

    private static readonly string[] Columns =
    [
        "stream_key", "kind", "id", "status", "terminal", "hidden", "incarnation", "strategy", "strategy_path", "cwd", "owner", "queue", "priority",
        "queued_at", "limits", "labels", "started_at", "ended_at", "wake_at",
    ];

    private readonly Dictionary<long, (EntityId Entity, ListingRow Row)> _rows = [];
    private readonly List<long> _keys;
    private readonly List<string> _kinds;
    private readonly List<string> _ids;
    private readonly List<string> _statuses;
    private readonly List<bool> _terminal;
    private readonly List<bool> _hidden;
    private readonly List<long> _incarnations;
    private readonly List<string> _strategies;
    private readonly List<string> _paths;
    private readonly List<string> _cwds;
    private readonly List<string> _owners;
    private readonly List<string> _queues;
    private readonly List<int> _priorities;
    private readonly List<long?> _queuedAt;
    private readonly List<string> _limits;
    private readonly List<string> _labels;
    private readonly List<long> _startedAt;
    private readonly List<long?> _endedAt;
    private readonly List<long?> _wakeAt;

    public ListingRows()
        : base($"""
            insert into runs ({string.Join(", ", Columns)})
            select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::boolean[], $7::bigint[], $8::text[], $9::text[],
                $10::text[], $11::text[], $12::text[], $13::integer[], $14::bigint[], $15::text[], $16::text[], $17::bigint[], $18::bigint[], $19::bigint[])
            on conflict (stream_key) do update
            set {string.Join(", ", Columns.Skip(3).Select(column => $"{column} = excluded.{column}"))}
            """)
    {
        (_keys, _kinds, _ids) = (Column<long>(), Column<string>(), Column<string>());
        (_statuses, _terminal, _hidden) = (Column<string>(), Column<bool>(), Column<bool>());
        _incarnations = Column<long>();
        (_strategies, _paths, _cwds, _owners, _queues) = (Column<string>(), Column<string>(), Column<string>(), Column<string>(), Column<string>());
        (_priorities, _queuedAt) = (Column<int>(), Column<long?>());
        (_limits, _labels) = (Column<string>(), Column<string>());
        (_startedAt, _endedAt, _wakeAt) = (Column<long>(), Column<long?>(), Column<long?>());
    }

    public override bool IsEmpty => _rows.Count == 0;

    public void Add(long streamKey, EntityId entity, ListingRow row) => _rows[streamKey] = (entity, row);

    public override void Clear()
    {
        _rows.Clear();
        base.Clear();
    }

    /// <summary>Fills the columns, in the order of the keys.</summary>
    public void Fill()
    {
        foreach (var (key, (entity, row)) in _rows.OrderBy(row => row.Key))
            Fill(key, entity, row);
    }

    private void Fill(long streamKey, EntityId entity, ListingRow row)
    {
        _keys.Add(streamKey);
        _kinds.Add(StoredText.Encode(entity.Kind));
        _ids.Add(StoredText.Encode(entity.Id));
        _statuses.Add(StoredText.Encode(row.Status));
        _terminal.Add(row.Terminal);
        _hidden.Add(row.Hidden);
        _incarnations.Add(row.Incarnation);
        _strategies.Add(StoredText.Encode(row.Strategy));
        _paths.Add(StoredText.Encode(row.StrategyPath));
        _cwds.Add(StoredText.Encode(row.Cwd));
        _owners.Add(StoredText.Encode(row.Owner));
        _queues.Add(StoredText.Encode(row.Queue));
        _priorities.Add(row.Priority);
        _queuedAt.Add(row.QueuedAt?.UtcTicks);
        _limits.Add(StoredText.Encode(row.Limits));
        _labels.Add(StoredText.Encode(row.Labels));
        _startedAt.Add(row.StartedAt?.UtcTicks ?? NotStarted);
        _endedAt.Add(row.EndedAt?.UtcTicks);
        _wakeAt.Add(row.WakeAt?.UtcTicks);
    }
}
