using Runs.Runtime.Journal;

namespace Runs.Runtime.Lanes;

/// <summary>
/// The one writer of a node to its journal. While a transaction is under way it gathers what all streams want to append, and
/// commits that as the next one: group commit without a fixed delay. Every append gets an answer within the deadline.
/// </summary>
public sealed class Lane : IAsyncDisposable
{
    private readonly IJournalStore _store;
    private readonly LaneOptions _options;
    private readonly TimeProvider _time;
    private readonly ITimer _watchdog;
    private readonly WakeSignal _signal = new();
    private readonly Lock _gate = new();
    private readonly List<AppendTicket> _batch = [];
    private readonly List<Append> _appends = [];
    private readonly Queue<AppendTicket> _pending = new();
    private AppendTicket[] _underWay = [];
    private long _began;
    private bool _stopping;
    private Task _pump = Task.CompletedTask;

    /// <summary>Makes a lane that doesn't run yet.</summary>
    public Lane(IJournalStore store, LaneOptions options, TimeProvider time)
    {
        _store = store;
        _options = options;
        _time = time;
        _watchdog = time.CreateTimer(_ => GiveUp(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Starts the lane on the caller's synchronization context; a <see cref="LaneThread"/> starts it on its own.</summary>
    public void Start() => _pump = Pump();

    /// <summary>Stores the ticket's append. One append of a stream at a time.</summary>
    public ValueTask<AppendOutcome> Append(AppendTicket ticket)
    {
        var answer = ticket.Open();
        lock (_gate)
        {
            if (_stopping)
                ticket.Answer(AppendOutcome.NotWritten("the node is stopping"));
            else
                _pending.Enqueue(ticket);
        }

        _signal.Set();
        return answer;
    }

    /// <summary>Commits what is pending and ends. Appends that come later are not written.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
            _stopping = true;
        _signal.Set();
        await _pump;
        await _watchdog.DisposeAsync();
    }

    private async Task Pump()
    {
        while (true)
        {
            await _signal.Wait();
            while (TakeBatch())
                await Commit();
            lock (_gate)
            {
                if (_stopping && _pending.Count == 0)
                    return;
            }
        }
    }

    private bool TakeBatch()
    {
        lock (_gate)
        {
            var bytes = 0;
            while (_batch.Count < _options.MaxBatch && bytes < _options.MaxBatchBytes && _pending.TryDequeue(out var ticket))
            {
                _batch.Add(ticket);
                bytes += ticket.Append.Data.Length;
            }

            return _batch.Count > 0;
        }
    }

    /// <summary>Commits the batch. Whatever the store refuses is answered and left out, and the rest is sent again.</summary>
    private async ValueTask Commit()
    {
        while (_batch.Count > 0)
        {
            var outcome = await Transaction();
            if (outcome.Kind != AppendOutcomeKind.Conflict)
            {
                foreach (var ticket in _batch)
                    ticket.Answer(new(outcome.Kind, outcome.Detail));
                _batch.Clear();
                return;
            }

            foreach (var refusal in outcome.Refusals.OrderByDescending(refusal => refusal.Index))
            {
                _batch[refusal.Index].Answer(refusal.Outcome);
                _batch.RemoveAt(refusal.Index);
            }
        }
    }

    private async ValueTask<BatchOutcome> Transaction()
    {
        _appends.Clear();
        foreach (var ticket in _batch)
            _appends.Add(ticket.Append);
        lock (_gate)
        {
            _underWay = [.. _batch];
            _began = _time.GetTimestamp();
            _watchdog.Change(_options.Deadline, Timeout.InfiniteTimeSpan);
        }

        var outcome = await Store();
        lock (_gate)
        {
            _underWay = [];
            _watchdog.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        return outcome;
    }

    private async ValueTask<BatchOutcome> Store()
    {
        try
        {
            return await _store.Commit(_appends);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Stores don't throw. If one does, that mustn't end the lane, and what it did by then nobody knows.
            return BatchOutcome.Unknown(error.ToString());
        }
    }

    /// <summary>
    /// Answers under the lock: a ticket that the store answers meanwhile can't be on its way again before this is over. While the
    /// store stays silent the watchdog goes on, for those that come to wait.
    /// </summary>
    private void GiveUp()
    {
        lock (_gate)
        {
            if (_underWay.Length == 0)
                return;
            var left = _options.Deadline - _time.GetElapsedTime(_began);
            _watchdog.Change(left > TimeSpan.Zero ? left : _options.Deadline, Timeout.InfiniteTimeSpan);
            if (left > TimeSpan.Zero)
                return;
            foreach (var ticket in _underWay)
                ticket.Answer(AppendOutcome.Unknown("the store did not answer in time"));
            while (_pending.TryDequeue(out var ticket))
                ticket.Answer(AppendOutcome.NotWritten("the store is stalled"));
        }
    }
}
