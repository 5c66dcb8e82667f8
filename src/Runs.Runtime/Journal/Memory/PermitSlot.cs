namespace Runs.Runtime.Journal.Memory;

/// <summary>A slot that was held at least once. It outlives its holder, so that generations never go back.</summary>
internal struct PermitSlot
{
    public long Generation { get; set; }

    /// <summary>The key of the stream that holds it, or 0.</summary>
    public long Holder { get; set; }
}
