namespace Runs.Runtime.Journal.Memory;

/// <summary>A slot that was held at least once. It outlives its holder, so that generations never go back.</summary>
internal struct PermitSlot
{
    public long Generation { get; set; }

    /// <summary>The key of the stream that holds it, or 0.</summary>
    public long Holder { get; set; }

    /// <summary>The step that holds it, or <see langword="null"/>.</summary>
    public string? Step { get; set; }

    /// <summary>The attempt that holds it, or 0.</summary>
    public int Attempt { get; set; }

    /// <summary>The slot after its holder gave it back.</summary>
    public readonly PermitSlot Free() => new() { Generation = Generation };
}
