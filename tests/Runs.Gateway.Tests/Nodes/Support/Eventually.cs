namespace Runs.Gateway.Tests.Nodes.Support;

/// <summary>Waits for what nobody announces.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static async Task Is(Func<bool> holds, string what)
    {
        using var late = new CancellationTokenSource(Deadline);
        while (!holds())
        {
            late.IsCancellationRequested.ShouldBeFalse($"{what}: it never happened");
            await Task.Yield();
        }
    }
}
