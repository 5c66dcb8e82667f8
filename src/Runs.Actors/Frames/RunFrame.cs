using Runs.Domain.Identity;

namespace Runs.Actors.Frames;

/// <summary>
/// What a client is told about a run, ready to be serialised. A frame is journaled or live: at most one journaled frame comes of
/// an event and has that event's sequence number; <see cref="AgentStreaming"/> is live. The hierarchy is closed.
/// </summary>
public abstract record RunFrame
{
    private protected RunFrame()
    {
    }

    /// <summary>The frame's name on the wire.</summary>
    public abstract string Type { get; }

    /// <summary>The run.</summary>
    public required RunId Run { get; init; }

    /// <summary>The sequence number of its event; of a live frame that of the last journaled frame before it.</summary>
    public required long Seq { get; init; }

    /// <summary>When its event was decided; of a live frame when it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether it is only for clients that asked for details: it belongs to a step inside a nested flow, or to a process's output.</summary>
    public bool IsDetail { get; init; }

    /// <summary>What it follows; <see langword="null"/> for frames that aren't journaled.</summary>
    public FrameLinks? Links { get; init; }
}
