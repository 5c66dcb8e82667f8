using Runs.Actors.Watching;
using Runs.Domain.Runs.State;
using Runs.Node.CommandLine;
using Runs.Node.Terminal;

namespace Runs.Node.Reading;

/// <summary>What came of a wait, for people and programs.</summary>
internal static class WaitLines
{
    private static readonly string[] Asking = ["wait-opened", "question-asked"];

    /// <summary>The line for people: the run, what it is, and what has happened.</summary>
    public static string Text(WaitReceipt receipt)
    {
        var what = receipt.Event?.Summary ?? (receipt.Step is { } step && receipt.Phase is { } phase ? $"{step} {phase}" : receipt.Outcome.ToWord());
        return $"{receipt.RunId} {receipt.State}: {PlainText.OneLine(what)}";
    }

    /// <summary>The object for programs.</summary>
    public static JsonLine Json(WaitReceipt receipt) => JsonLine.Of("wait")
        .With("runId", receipt.RunId)
        .With("outcome", receipt.Outcome.ToWord())
        .With("step", receipt.Step)
        .With("phase", receipt.Phase)
        .With("cursorBefore", receipt.CursorBefore)
        .With("cursorAfter", receipt.CursorAfter)
        .With("status", receipt.Status)
        .With("state", receipt.State)
        .With("eventType", receipt.Event?.Type)
        .With("eventStep", receipt.Event?.Step)
        .With("eventPhase", receipt.Event?.Phase)
        .With("summary", receipt.Event?.Summary)
        .With("exitCode", ExitCode(receipt));

    /// <summary>What the program exits with: how the step that was waited for went, else the run, else what has happened.</summary>
    public static int ExitCode(WaitReceipt receipt) => receipt switch
    {
        { Outcome: WaitOutcome.Timeout } => ExitCodes.TimedOut,
        { Phase: { } phase } when IsOver(phase) => Of(phase),
        { Status: "completed" } => ExitCodes.Ok,
        { Status: "error" } => ExitCodes.Failed,
        { Status: "cancelled" } or { State: "cancelling" } => ExitCodes.Cancelled,
        { Event: null } or { State: "paused" or "quarantined" } => ExitCodes.Waiting,
        { Event.Type: var type } when Asking.Contains(type) => ExitCodes.Waiting,
        { Event.Phase: { } phase } => Of(phase),
        _ => ExitCodes.Ok,
    };

    private static bool IsOver(string phase) => Enum.GetValues<StepPhase>().Any(known => known.IsTerminal() && known.ToWord() == phase);

    private static int Of(string phase) =>
        phase == StepPhase.Succeeded.ToWord() || phase == StepPhase.Skipped.ToWord() ? ExitCodes.Ok : ExitCodes.Failed;
}
