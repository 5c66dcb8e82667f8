using System.Buffers.Text;
using System.Diagnostics;

namespace Runs.Benchmarks.Serving;

/// <summary>
/// A client that follows one run and holds every frame against what the model says: the live text in order and nothing twice, the
/// result, and the seq. The text has no character that JSON escapes, so frames are searched and not parsed.
/// </summary>
internal sealed class StreamFollower(FrameSocket socket, byte[] expected) : IDisposable
{
    private static readonly ReadOnlyMemory<byte> Text = "\"event\":{\"type\":\"text\",\"text\":\""u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Result = "\"result\":\""u8.ToArray();
    private static readonly ReadOnlyMemory<byte> SeqMember = "\"seq\":"u8.ToArray();

    private long _seq;

    /// <summary>How much of the text came live, in characters.</summary>
    public int LiveLength { get; private set; }

    /// <summary>In how many frames it came.</summary>
    public int LiveFrames { get; private set; }

    /// <summary>When the first of them came, as a timestamp of <see cref="Stopwatch"/>; 0 for never.</summary>
    public long FirstAt { get; private set; }

    /// <summary>When the last of them came.</summary>
    public long LastAt { get; private set; }

    /// <summary>Whether the run's end came, with the whole text as its result.</summary>
    public bool IsCompleted { get; private set; }

    /// <summary>The code with which the server has closed the connection; <see langword="null"/> as long as it hasn't.</summary>
    public int? CloseCode => socket.CloseCode;

    /// <summary>Prepares the run, or finds it prepared, and follows it from then on.</summary>
    public async Task Follow(string run, string strategyPath, CancellationToken cancellation)
    {
        await socket.Send(ClientMessages.Prepare(run, strategyPath), cancellation);
        while (await Next(cancellation) is { } frame)
        {
            if (FrameTypes.Is(frame, FrameTypes.Prepared))
                return;
        }

        throw new IOException($"The connection was closed ({CloseCode}) before the run was prepared.");
    }

    /// <summary>Starts the run.</summary>
    public ValueTask Start(string run, CancellationToken cancellation) => socket.Send(ClientMessages.Start(run), cancellation);

    /// <summary>Reads until the run is completed or the connection is closed.</summary>
    public async Task Read(CancellationToken cancellation)
    {
        while (!IsCompleted && await Next(cancellation) is { } frame)
        {
            CheckSeq(frame.Span);
            if (FrameTypes.Is(frame, FrameTypes.Streaming))
                Take(frame.Span);
            else if (FrameTypes.Is(frame, FrameTypes.Completed))
                IsCompleted = Value(frame.Span, Result.Span).SequenceEqual(expected) ? true : throw new InvalidDataException("The result isn't what the model said.");
        }
    }

    public void Dispose() => socket.Dispose();

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> member)
    {
        var start = frame.IndexOf(member);
        if (start < 0)
            return [];
        var value = frame[(start + member.Length)..];
        return value[..value.IndexOf((byte)'"')];
    }

    private async ValueTask<ReadOnlyMemory<byte>?> Next(CancellationToken cancellation)
    {
        try
        {
            var frame = await socket.Next(cancellation);
            return frame is { } some && FrameTypes.IsError(some) ? throw new InvalidOperationException($"A follower was told {FrameTypes.Text(some)}") : frame;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The run's end didn't come; {LiveLength} of {expected.Length} characters did.");
        }
    }

    private void Take(ReadOnlySpan<byte> frame)
    {
        var text = Value(frame, Text.Span);
        if (text.IsEmpty)
            return;
        if (!expected.AsSpan(LiveLength).StartsWith(text))
            throw new InvalidDataException($"After {LiveLength} characters of live text came others than the model said.");
        LiveLength += text.Length;
        LiveFrames++;
        LastAt = Stopwatch.GetTimestamp();
        if (FirstAt == 0)
            FirstAt = LastAt;
    }

    /// <summary>Journaled frames count up; a live one has the seq of the journaled one before it.</summary>
    private void CheckSeq(ReadOnlySpan<byte> frame)
    {
        var start = frame.LastIndexOf(SeqMember.Span);
        if (start < 0 || !Utf8Parser.TryParse(frame[(start + SeqMember.Length)..], out long seq, out _))
            throw new InvalidDataException("A frame of the run has no seq.");
        if (frame.StartsWith(FrameTypes.Streaming.Span) ? seq != _seq : seq <= _seq)
            throw new InvalidDataException($"Seq {seq} came after {_seq}.");
        _seq = seq;
    }
}
