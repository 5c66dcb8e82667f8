using Runs.Runtime.Subscriptions;

namespace Runs.Actors.Subscriptions;

/// <summary>Waits for the tail of this very node.</summary>
internal sealed class NodeWatch(TailWatch watch) : ITailWatch
{
    public bool TakeGrown() => watch.TakeGrown();

    public async ValueTask Wait(CancellationToken cancellation)
    {
        using var wake = cancellation.Register(watch.Wake);
        await watch.Wait();
        cancellation.ThrowIfCancellationRequested();
    }

    public void Dispose() => watch.Dispose();
}
