using Runs.Domain.Runs.State;
using Runs.Node.Hosting;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine;

/// <summary>What is said last: why there is no result, and how to go on.</summary>
internal static class Closing
{
    /// <summary>The sentence; <see langword="null"/> when the result speaks for itself.</summary>
    public static string? Note(RunOutcome outcome, string placeArgument)
    {
        var (state, run) = (outcome.State, outcome.State.RunId);
        return outcome.Kind switch
        {
            RunOutcomeKind.Ended => state.End?.Error is { } error ? ErrorText.Of(error) : null,
            RunOutcomeKind.Waiting => string.Join('\n', AwaitedAnswer.In(state).Select(asked => Waiting(state, asked, placeArgument))),
            RunOutcomeKind.Held => ErrorText.Of(
                $"run.{state.Status.ToWord()}",
                $"Run {run} is {state.Status.ToWord()}: {state.HoldReason} Go on with: runs resume {run}{placeArgument}"),
            RunOutcomeKind.GoesOn => ErrorText.Of("run.left", $"Run {run} goes on at the server. Watch it with: runs watch {run}{placeArgument}"),
            _ => ErrorText.Of("run.interrupted", $"Run {run} is interrupted. Go on with: runs resume {run}{placeArgument}"),
        };
    }

    /// <summary>Who waits for what, and how to answer.</summary>
    public static string Waiting(RunState state, AwaitedAnswer asked, string placeArgument)
    {
        var agent = state.Inputs.Count + state.Questions.Count > 1 ? $" --agent {ShellText.Quote(asked.AgentName)}" : "";
        var question = PlainText.Fit(PlainText.OneLine(asked.Question), 200, "...");
        var asks = question.Length == 0 ? "an answer" : $"an answer to \"{question}\"";
        return ErrorText.Of(
            "run.waiting",
            $"Run {state.RunId} waits for {asks} ({asked.AgentName}). Answer with: runs answer {state.RunId} \"text\"{agent}{placeArgument}");
    }
}
