namespace Runs.Actors.Attempts;

/// <summary>
/// The attempts that this node has said it doesn't have: another node may have judged them lost. The dispatch of one may still be on its way
/// to the host here, from a cell whose shard has moved meanwhile. Only the latest are remembered: such a cell ends within moments.
/// Not safe for concurrent use.
/// </summary>
internal sealed class DeniedAttempts
{
    /// <summary>So many are remembered.</summary>
    public const int Kept = 16_384;

    private readonly HashSet<(AttemptKey, DateTimeOffset)> _denied = [];
    private readonly Queue<(AttemptKey, DateTimeOffset)> _order = [];

    public void Add(AttemptKey key, DateTimeOffset deadline)
    {
        if (!_denied.Add((key, deadline)))
            return;
        _order.Enqueue((key, deadline));
        if (_order.Count > Kept)
            _denied.Remove(_order.Dequeue());
    }

    public bool Has(AttemptKey key, DateTimeOffset deadline) => _denied.Contains((key, deadline));
}
