using Runs.Domain.Runs.State;

namespace Runs.Node.Terminal;

/// <summary>The signs before a step's name: one for each phase, so that no two can be taken for each other, in ASCII too.</summary>
internal sealed record Marks
{
    private static readonly Marks Unicode = new();

    private static readonly Marks Ascii = new()
    {
        Running = ">",
        Done = "+",
        Failed = "x",
        TimedOut = "t",
        Blocked = "#",
        Skipped = "/",
        Waiting = "?",
        Retrying = "~",
        Exhausted = "!",
        Cancelled = "-",
        Pending = ".",
        Ready = "o",
        Ellipsis = "...",
        Needs = "<-",
        Follows = "<~",
    };

    private Marks()
    {
    }

    public string Running { get; private init; } = "▸";

    public string Done { get; private init; } = "✓";

    public string Failed { get; private init; } = "✗";

    public string TimedOut { get; private init; } = "⧖";

    public string Blocked { get; private init; } = "⊘";

    public string Skipped { get; private init; } = "↷";

    public string Waiting { get; private init; } = "?";

    public string Retrying { get; private init; } = "↻";

    public string Exhausted { get; private init; } = "!";

    public string Cancelled { get; private init; } = "−";

    public string Pending { get; private init; } = "·";

    public string Ready { get; private init; } = "○";

    public string Ellipsis { get; private init; } = "…";

    /// <summary>Stands before the names of the steps that must have succeeded.</summary>
    public string Needs { get; private init; } = "←";

    /// <summary>Stands before the names of the steps that must have ended.</summary>
    public string Follows { get; private init; } = "⇠";

    /// <summary>Those that the reader of standard error can show.</summary>
    public static Marks For(StandardStreams streams) => Of(streams.IsUnicode);

    /// <summary>The marks of a reader.</summary>
    public static Marks Of(bool isUnicode) => isUnicode ? Unicode : Ascii;

    /// <summary>The mark of a step; <see langword="null"/> for one that nothing is known of yet.</summary>
    public string Of(StepPhase? phase) => phase switch
    {
        StepPhase.Ready => Ready,
        StepPhase.Running => Running,
        StepPhase.Waiting => Waiting,
        StepPhase.BackingOff => Retrying,
        StepPhase.Exhausted => Exhausted,
        StepPhase.Succeeded => Done,
        StepPhase.Failed => Failed,
        StepPhase.TimedOut => TimedOut,
        StepPhase.Blocked => Blocked,
        StepPhase.Skipped => Skipped,
        StepPhase.Cancelled => Cancelled,
        _ => Pending,
    };
}
