namespace Runs.Actors.Runs;

/// <summary>Asks a run for its state. Changes nothing.</summary>
/// <param name="OnlyOwner">Whose run it must be; another's is shown as one that doesn't exist. Null for any.</param>
internal sealed record DescribeRun(string? OnlyOwner)
{
    /// <summary>Of whatever owner.</summary>
    public static DescribeRun OfAnyone { get; } = new(OnlyOwner: null);
}
