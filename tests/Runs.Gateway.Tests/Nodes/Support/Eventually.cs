namespace Runs.Gateway.Tests.Nodes.Support;

/// <summary>Waits for what nobody announces.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static Task Is(Func<bool> holds, string what) => Is(holds, () => what);

    /// <summary>The same with what is there instead.</summary>
    public static async Task Is(Func<bool> holds, Func<string> what)
    {
        using var late = new CancellationTokenSource(Deadline);
        while (!holds())
        {
            if (late.IsCancellationRequested)
                throw new TimeoutException($"{what()}: it never happened");
            await Task.Yield();
        }
    }
}
