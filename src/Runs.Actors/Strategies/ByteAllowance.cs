namespace Runs.Actors.Strategies;

/// <summary>How many bytes the files of a strategy and of all its sub-runs may still have together.</summary>
internal sealed class ByteAllowance(int bytes)
{
    /// <summary>What is left.</summary>
    public int Left { get; private set; } = bytes;

    /// <summary>Counts a file that was read.</summary>
    public TextFile Spend(TextFile file)
    {
        Left -= file.Bytes;
        return file;
    }
}
