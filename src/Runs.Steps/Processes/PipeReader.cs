using System.IO.Pipes;

namespace Runs.Steps.Processes;

/// <summary>Reads the output of a process piece by piece.</summary>
internal static class PipeReader
{
    private const int BufferSize = 16 * 1024;

    /// <summary>
    /// Reads to the end. If that doesn't come, because a stranger holds the pipe open: to <paramref name="enough"/>, and then
    /// whatever lies in the pipe, so that nothing of an ended process is lost, however late this is scheduled.
    /// </summary>
    public static async Task Read(Stream pipe, Func<ReadOnlyMemory<byte>, ValueTask> consume, CancellationToken enough)
    {
        var buffer = new byte[BufferSize];
        try
        {
            while (await pipe.ReadAsync(buffer, enough) is var count and > 0)
                await consume(buffer.AsMemory(0, count));
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            await ReadRest((PipeStream)pipe, buffer, consume);
        }
    }

    private static async Task ReadRest(PipeStream pipe, byte[] buffer, Func<ReadOnlyMemory<byte>, ValueTask> consume)
    {
        var left = Posix.Readable(pipe.SafePipeHandle);
        while (left > 0)
        {
            var count = await pipe.ReadAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)), CancellationToken.None);
            if (count == 0)
                return;
            left -= count;
            await consume(buffer.AsMemory(0, count));
        }
    }
}
