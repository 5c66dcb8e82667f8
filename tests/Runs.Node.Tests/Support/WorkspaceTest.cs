namespace Runs.Node.Tests.Support;

/// <summary>A test that has a workspace of its own.</summary>
public abstract class WorkspaceTest : IAsyncDisposable
{
    private protected Workspace Here { get; } = new();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Here.DisposeAsync();
    }
}
