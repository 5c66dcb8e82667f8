using Runs.Actors.Attempts;

namespace Runs.Actors.Live;

/// <summary>What an attempt of another node has shown, as far as this node knows. Not safe for concurrent use.</summary>
/// <param name="Key">The attempt.</param>
/// <param name="Node">The life of the node that it lives on.</param>
/// <param name="Output">What it has shown.</param>
internal sealed record LiveMirror(AttemptKey Key, long Node, LiveOutput Output)
{
    private List<TaskCompletionSource> _waiting = [];

    /// <summary>How many want it.</summary>
    public int Users { get; set; }

    /// <summary>Whether nothing more comes: all is here, or can't be kept.</summary>
    public bool IsOver { get; private set; }

    /// <summary>When the node was asked last.</summary>
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>Takes in an answer. <see langword="false"/> when it doesn't follow what is known.</summary>
    public bool Take(LiveShown shown)
    {
        if (IsOver || shown.From != Output.Place)
            return false;
        foreach (var delta in shown.Deltas)
        {
            Output.Append(delta);
            // Over the limit, or without room on the disk, the rest is left to the result.
            IsOver |= Output.Place != delta.Next;
        }

        IsOver |= shown.End == LiveEnd.Over;
        return true;
    }

    /// <summary>Nobody wants to know more.</summary>
    public void Close() => IsOver = true;

    /// <summary>One more that waits for the rest.</summary>
    public TaskCompletionSource Await()
    {
        // A context posts continuations itself; elsewhere they must not run on the thread that brings the answer.
        var waiter = new TaskCompletionSource(
            SynchronizationContext.Current is null ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);
        _waiting.Add(waiter);
        return waiter;
    }

    /// <summary>Takes those who wait.</summary>
    public List<TaskCompletionSource> Waiting()
    {
        var waiting = _waiting;
        _waiting = [];
        return waiting;
    }
}
