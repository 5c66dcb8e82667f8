using Npgsql;

namespace Runs.Journal.Postgres.Writing;

/// <summary>Moves of permits that don't depend on each other but for this: all are given back before any is taken.</summary>
internal sealed class PermitWave
{
    private readonly PermitReleases _releases = new();
    private readonly PermitClaims _claims = new();

    /// <summary>What erased streams held, given back first.</summary>
    public ErasedHolders Holders { get; } = new();

    public bool HasSeveral => !_claims.IsEmpty && (!_releases.IsEmpty || !Holders.IsEmpty);

    public void Add(PermitMove move)
    {
        if (move.Claim is { } claim)
            _claims.Add(move.Slot.Limit, move.Holder, claim);
        else
            _releases.Add(move.Slot.Limit, move.Slot.Slot, move.Holder);
    }

    public void Clear()
    {
        Holders.Clear();
        _releases.Clear();
        _claims.Clear();
    }

    public void AddTo(NpgsqlBatchCommandCollection commands)
    {
        Holders.AddTo(commands);
        _releases.AddTo(commands);
        _claims.AddTo(commands);
    }
}
