using System.Text;

namespace Runs.Benchmarks.Serving;

/// <summary>How the frames that matter begin. Nothing more of a frame is looked at where it needn't be.</summary>
internal static class FrameTypes
{
    public static readonly ReadOnlyMemory<byte> Prepared = "{\"type\":\"run_prepared\""u8.ToArray();

    public static readonly ReadOnlyMemory<byte> Streaming = "{\"type\":\"agent_streaming\""u8.ToArray();

    public static readonly ReadOnlyMemory<byte> Completed = "{\"type\":\"strategy_completed\""u8.ToArray();

    private static readonly ReadOnlyMemory<byte> Failed = "{\"type\":\"strategy_error\""u8.ToArray();

    private static readonly ReadOnlyMemory<byte> Error = "{\"type\":\"error\""u8.ToArray();

    /// <summary>Whether a frame is of a type.</summary>
    public static bool Is(ReadOnlyMemory<byte> frame, ReadOnlyMemory<byte> type) => frame.Span.StartsWith(type.Span);

    /// <summary>Whether a frame says that something went wrong.</summary>
    public static bool IsError(ReadOnlyMemory<byte> frame) => Is(frame, Error) || Is(frame, Failed);

    /// <summary>A frame, to be read by a person.</summary>
    public static string Text(ReadOnlyMemory<byte> frame) => Encoding.UTF8.GetString(frame.Span);
}
