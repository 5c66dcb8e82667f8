using System.Diagnostics;
using System.Text;

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
        await Prepare(run, cancellation);
        var start = Stopwatch.GetTimestamp();
        await socket.Send($$"""{"type":"start_run","runId":"{{run}}","input":"go"}""", cancellation);
        await Await(Types.Completed, run, cancellation);
        var end = Stopwatch.GetTimestamp();
        return new RunTimes(Stopwatch.GetElapsedTime(prepare, end).TotalMilliseconds, Stopwatch.GetElapsedTime(start, end).TotalMilliseconds);
    }

    /// <summary>Prepares a run.</summary>
    public async Task Prepare(string run, CancellationToken cancellation)
    {
        await socket.Send($$"""{"type":"prepare_run","runId":"{{run}}","strategyPath":"{{strategyPath}}"}""", cancellation);
        await Await(Types.Prepared, run, cancellation);
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
                if (frame.Span.StartsWith(wanted.Span))
                    return;
                if (frame.Span.StartsWith(Types.Error.Span) || frame.Span.StartsWith(Types.Failed.Span))
                    throw new InvalidOperationException($"Run {run} came to {Encoding.UTF8.GetString(frame.Span)}");
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{Encoding.UTF8.GetString(wanted.Span)} of run {run} didn't come.");
        }

        throw new InvalidOperationException($"The connection was closed ({socket.CloseCode}) before {Encoding.UTF8.GetString(wanted.Span)} of run {run} came.");
    }

    private static class Types
    {
        public static readonly ReadOnlyMemory<byte> Prepared = "{\"type\":\"run_prepared\""u8.ToArray();
        public static readonly ReadOnlyMemory<byte> Completed = "{\"type\":\"strategy_completed\""u8.ToArray();
        public static readonly ReadOnlyMemory<byte> Failed = "{\"type\":\"strategy_error\""u8.ToArray();
        public static readonly ReadOnlyMemory<byte> Error = "{\"type\":\"error\""u8.ToArray();
    }
}
