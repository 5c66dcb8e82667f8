using Runs.Domain.Runs.State;

namespace Runs.Node.Terminal;

/// <summary>The signs before a step's name.</summary>
internal sealed record Marks
{
    private static readonly Marks Unicode = new();

    private static readonly Marks Ascii = new()
    {
        Running = ">",
        Done = "+",
        Failed = "x",
        Waiting = "?",
        Retrying = "~",
        Cancelled = "-",
        Pending = ".",
        Ellipsis = "...",
    };

    private Marks()
    {
    }

    public string Running { get; private init; } = "▸";

    public string Done { get; private init; } = "✓";

    public string Failed { get; private init; } = "✗";

    public string Waiting { get; private init; } = "?";

    public string Retrying { get; private init; } = "↻";

    public string Cancelled { get; private init; } = "−";

    public string Pending { get; private init; } = "·";

    public string Ellipsis { get; private init; } = "…";

    /// <summary>Those that a reader can show.</summary>
    public static Marks For(StandardStreams streams) => streams.IsUnicode ? Unicode : Ascii;

    /// <summary>The mark of a step; <see langword="null"/> for one that nothing is known of yet.</summary>
    public string Of(StepPhase? phase) => phase switch
    {
        StepPhase.Running => Running,
        StepPhase.Waiting => Waiting,
        StepPhase.BackingOff => Retrying,
        StepPhase.Succeeded => Done,
        StepPhase.Failed or StepPhase.TimedOut or StepPhase.Blocked or StepPhase.Exhausted => Failed,
        StepPhase.Cancelled or StepPhase.Skipped => Cancelled,
        _ => Pending,
    };
}
