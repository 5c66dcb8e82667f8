namespace Runs.Runtime.Shards;

/// <summary>How many shards a node may claim at a look: few after its start among others, so that recoveries don't come all at once.</summary>
internal sealed class ClaimBudget(int first)
{
    private int _budget = Math.Max(1, first);

    /// <summary>How many at this look.</summary>
    public int Now(bool hasOthers) => hasOthers ? _budget : int.MaxValue;

    /// <summary>A look has claimed something: the next may claim twice as many.</summary>
    public void Grow() => _budget = Math.Min(_budget, int.MaxValue / 2) * 2;
}
