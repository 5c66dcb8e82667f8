namespace Runs.Runtime.Cells;

/// <summary>What became of a message put into a mailbox.</summary>
internal enum PostOutcome
{
    Posted,
    Full,
    Closed,
    Moved,
}
