using Npgsql;
using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Writing;

/// <summary>
/// What a batch does to slots, in waves. Appends of one batch may hand a slot on: what the first gives back the second takes. A statement
/// doesn't see what it does itself, so the moves of a slot are spread over statements in their order. Nearly always one wave is enough.
/// </summary>
internal sealed class PermitMoves
{
    private readonly List<PermitWave> _waves = [];
    private readonly PermitLocks _locks = new();
    private readonly List<PermitMove> _moves = [];
    private readonly Dictionary<(string Limit, int Slot), int> _next = [];
    private int _floor;
    private int _used;

    public bool IsEmpty => _used == 0;

    public void Clear()
    {
        foreach (var wave in _waves.Take(_used))
            wave.Clear();
        _locks.Clear();
        _moves.Clear();
        _next.Clear();
        (_floor, _used) = (0, 0);
    }

    public void Release(PermitRelease release, long holder)
    {
        var slot = (StoredText.Encode(release.LimitKey), release.Slot);
        _moves.Add(new PermitMove(WaveOf(slot), slot, holder, null));
    }

    public void Claim(PermitClaim claim, long holder)
    {
        var slot = (StoredText.Encode(claim.LimitKey), claim.Slot);
        var wave = WaveOf(slot);
        _moves.Add(new PermitMove(wave, slot, holder, claim));
        // What comes after it must see it.
        _next[slot] = wave + 1;
    }

    /// <summary>An erased stream gives back all slots, and which these are only the database knows: everything before it is an earlier wave.</summary>
    public void Erase(long holder)
    {
        if (_moves.Exists(move => move.Wave >= _floor))
            _floor = _used;
        Wave(_floor).Holders.Add(holder);
    }

    /// <summary>Adds the statements to a transaction that holds its fences.</summary>
    public void AddTo(NpgsqlBatchCommandCollection commands)
    {
        _moves.Sort(PermitMove.InOrderOfSlots);
        foreach (var move in _moves)
            Wave(move.Wave).Add(move);
        if (_used > 1 || _waves[0].HasSeveral)
            Lock();
        _locks.AddTo(commands);
        foreach (var wave in _waves.Take(_used))
            wave.AddTo(commands);
    }

    private int WaveOf((string Limit, int Slot) slot)
    {
        var wave = Math.Max(_floor, _next.GetValueOrDefault(slot));
        Wave(wave);
        return wave;
    }

    private PermitWave Wave(int index)
    {
        while (_waves.Count <= index)
            _waves.Add(new PermitWave());
        _used = Math.Max(_used, index + 1);
        return _waves[index];
    }

    private void Lock()
    {
        (string, int)? last = null;
        foreach (var move in _moves)
        {
            if (move.Slot == last)
                continue;
            _locks.Add(move.Slot.Limit, move.Slot.Slot);
            last = move.Slot;
        }
    }
}
