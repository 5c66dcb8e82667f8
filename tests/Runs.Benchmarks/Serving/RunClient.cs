using System.Diagnostics;

namespace Runs.Benchmarks.Serving;

/// <summary>A client that prepares and starts runs, one after the other. It looks at the beginning of a frame and parses nothing.</summary>
internal sealed class RunClient(FrameSocket socket, string strategyPath) : IDisposable
{
    /// <summary>How many frames have come.</summary>
    public long Frames { get; private set; }

    /// <summary>How many bytes they had.</summary>
    public long Bytes { get; private set; }

    /// <summary>Prepares a run, starts it when it is prepared, and waits until it is completed.</summary>
    /// <exception cref="InvalidOperationException">It came to something else.</exception>
    public async Task<RunTimes> Run(string run, CancellationToken cancellation)
    {
        var prepare = Stopwatch.GetTimestamp();
        await socket.Send(ClientMessages.Prepare(run, strategyPath), cancellation);
        await Await(FrameTypes.Prepared, run, cancellation);
        var start = Stopwatch.GetTimestamp();
        await socket.Send(ClientMessages.Start(run), cancellation);
        await Await(FrameTypes.Completed, run, cancellation);
        var end = Stopwatch.GetTimestamp();
        return new RunTimes(Stopwatch.GetElapsedTime(prepare, end).TotalMilliseconds, Stopwatch.GetElapsedTime(start, end).TotalMilliseconds);
    }

    public void Dispose() => socket.Dispose();

    private async Task Await(ReadOnlyMemory<byte> wanted, string run, CancellationToken cancellation)
    {
        try
        {
            while (await socket.Next(cancellation) is { } frame)
            {
                Frames++;
                Bytes += frame.Length;
                if (FrameTypes.Is(frame, wanted))
                    return;
                if (FrameTypes.IsError(frame))
                    throw new InvalidOperationException($"Run {run} came to {FrameTypes.Text(frame)}");
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{FrameTypes.Text(wanted)} of run {run} didn't come.");
        }

        throw new IOException($"The connection was closed ({socket.CloseCode}) before {FrameTypes.Text(wanted)} of run {run} came.");
    }
}
