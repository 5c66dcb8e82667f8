namespace Runs.Domain.Contents;

/// <summary>A text that is too large for the journal and lies in the artifact store.</summary>
/// <param name="Id">Its id in the store.</param>
/// <param name="Bytes">Its size in UTF-8.</param>
/// <param name="Head">Its beginning, for people and for break signals.</param>
/// <param name="Tail">Its end.</param>
public sealed record ArtifactRef(string Id, long Bytes, string Head, string Tail)
{
    /// <summary>Its beginning, for people and for break signals.</summary>
    public string Head { get; init; } = WellFormed.Of(Head);

    /// <summary>Its end.</summary>
    public string Tail { get; init; } = WellFormed.Of(Tail);

    /// <summary>The SHA-256 of its bytes in lower-case hexadecimal; <see langword="null"/> for one that was stored before hashes were kept.</summary>
    public string? Sha256 { get; init; }
}
