using Runs.Checkers.Evidence;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Checkers.Auditing;

/// <summary>Who holds which slot, worked out from the events of all runs in the order of their commits.</summary>
internal sealed class PermitTable
{
    private readonly SortedDictionary<PermitKey, (RunId Run, PermitHolding Holding)> _holders = [];
    private readonly Dictionary<PermitKey, long> _generations = [];
    private readonly Dictionary<string, int> _held = [];

    /// <summary>The slots that are held, by key.</summary>
    public IReadOnlyDictionary<PermitKey, (RunId Run, PermitHolding Holding)> Holders => _holders;

    /// <summary>The generations under which slots were taken last.</summary>
    public IReadOnlyDictionary<PermitKey, long> Generations => _generations;

    /// <summary>All moves of a journal, in order. What an append gives back it gives back before it takes anything.</summary>
    public static IEnumerable<PermitMove> Moves(CaseFile file) =>
        file.Runs.SelectMany(run => run.PermitMoves).OrderBy(move => move.Commit).ThenBy(move => move.Taken is not null);

    /// <summary>How many hold a limit.</summary>
    public int Held(string limit) => _held.GetValueOrDefault(limit);

    /// <summary>Carries a move out. What is wrong with it, or <see langword="null"/>.</summary>
    public string? Apply(PermitMove move)
    {
        string? problem = null;
        if (move.GivenBack is { } back && _holders.TryGetValue(move.Key, out var holder))
        {
            if (holder.Run == move.Run && holder.Holding.Generation == back.Generation)
                Free(move.Key);
            else
                problem = $"{move.Run} gives back {Text(move.Key)}, which {holder.Run} holds under generation {holder.Holding.Generation}";
        }

        if (move.Taken is not { } taken)
            return problem;
        if (_holders.TryGetValue(move.Key, out var other))
            problem ??= $"{move.Run} takes {Text(move.Key)}, which {other.Run} holds";
        else if (taken.Generation <= _generations.GetValueOrDefault(move.Key))
            problem ??= $"{move.Run} takes {Text(move.Key)} under generation {taken.Generation}, and generation {_generations[move.Key]} was there";
        if (!_holders.ContainsKey(move.Key))
            _held[move.Key.Limit] = Held(move.Key.Limit) + 1;
        _holders[move.Key] = (move.Run, taken);
        _generations[move.Key] = Math.Max(taken.Generation, _generations.GetValueOrDefault(move.Key));
        return problem;
    }

    private void Free(PermitKey key)
    {
        _holders.Remove(key);
        _held[key.Limit]--;
    }

    private static string Text(PermitKey key) => $"slot {key.Slot} of {key.Limit}";
}
