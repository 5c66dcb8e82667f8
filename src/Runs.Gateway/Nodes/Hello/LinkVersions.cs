namespace Runs.Gateway.Nodes.Hello;

/// <summary>Which versions of the protocol a node speaks.</summary>
/// <param name="Min">The oldest.</param>
/// <param name="Max">The newest.</param>
internal readonly record struct LinkVersions(ushort Min, ushort Max)
{
    /// <summary>What this program speaks.</summary>
    public static LinkVersions Current { get; } = new(1, 1);

    /// <summary>The newest version that both speak; <see langword="null"/> for none.</summary>
    public ushort? Common(LinkVersions other)
    {
        var newest = Math.Min(Max, other.Max);
        return newest >= Math.Max(Min, other.Min) ? newest : null;
    }
}
