namespace Runs.Actors.Runs;

/// <summary>Asks a run for its state. Changes nothing.</summary>
internal sealed record DescribeRun
{
    private DescribeRun()
    {
    }

    public static DescribeRun Instance { get; } = new();
}
