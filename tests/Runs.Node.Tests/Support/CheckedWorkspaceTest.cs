namespace Runs.Node.Tests.Support;

/// <summary>A test that has a workspace of its own, whose journal must keep every promise when the test is over, whatever was done to its processes.</summary>
public abstract class CheckedWorkspaceTest : IAsyncDisposable
{
    private protected Workspace Here { get; } = new();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await using var here = Here;
        // What was refused before anything was stored has left no journal.
        if (File.Exists(Path.Combine(Here.Data, "journal.db")))
            await Promises.AreKept(Here.Data);
    }
}
