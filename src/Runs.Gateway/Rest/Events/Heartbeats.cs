using System.Runtime.CompilerServices;

namespace Runs.Gateway.Rest.Events;

/// <summary>Puts beats into a sequence that may be quiet for long.</summary>
internal static class Heartbeats
{
    /// <summary>The items of a sequence, and null whenever none has come for an interval.</summary>
    public static async IAsyncEnumerable<T?> Add<T>(
        IAsyncEnumerable<T> source, TimeSpan interval, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellation = default)
        where T : class
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var items = source.GetAsyncEnumerator(stop.Token);
        Task<bool> next = Task.FromResult(false);
        try
        {
            while (true)
            {
                next = items.MoveNextAsync().AsTask();
                while (await IsQuiet(next, interval, time))
                    yield return null;
                if (!await next)
                    yield break;
                yield return items.Current;
            }
        }
        finally
        {
            // Whoever has heard enough may leave during a beat, and nothing can be disposed of that is still asked for its next item.
            await stop.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await items.DisposeAsync();
        }
    }

    private static async ValueTask<bool> IsQuiet(Task next, TimeSpan interval, TimeProvider time)
    {
        if (next.IsCompleted)
            return false;
        using var heard = new CancellationTokenSource();
        var beat = Task.Delay(interval, time, heard.Token);
        var isQuiet = await Task.WhenAny(next, beat) == beat;
        await heard.CancelAsync();
        return isQuiet;
    }
}
