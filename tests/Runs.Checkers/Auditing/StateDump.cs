using Runs.Domain.Runs.State;

namespace Runs.Checkers.Auditing;

/// <summary>A state in one comparable text: two folds of one journal must have the same.</summary>
internal static class StateDump
{
    public static string Of(RunState state) => string.Join('\n', Lines(state));

    private static IEnumerable<string> Lines(RunState state)
    {
        yield return $"{state.Status} {state.Current?.Number} {state.Pending?.Number} {state.CancelReason} {state.Failure} {state.HoldReason} {state.Recoveries}";
        foreach (var step in state.Steps.Values)
            yield return $"{step.Id} {step.Phase} {step.Attempt} {step.Message} -> {step.Output} {step.Usage} {step.Error} {step.Flow?.Round} {step.Flow?.Unfinished} {Loop(step.Loop)} {Schedule(step)}";
        foreach (var scope in state.Unwindings.Values)
            yield return $"unwinding {scope.Step} {scope.Live} {scope.GraceEnds:O} {scope.IsCancelled} {scope.Error}";
        foreach (var live in state.Live.Values)
            yield return $"live {live.Unit} {live.Attempt}";
        foreach (var sub in state.SubRuns.Values)
            yield return $"sub-run {sub.Id} {sub.Link} {sub.Wish} {sub.IsLeft} {sub.Deadline:O}";
        yield return $"report {state.Parent} {state.Report}";
        yield return $"line {state.QueuedSince:O} {state.IsAdmitted}";
        foreach (var (key, holding) in state.Permits)
            yield return $"permit {key.Limit} {key.Slot} {holding.Generation} {holding.Step} {holding.Attempt}";
        foreach (var gated in state.Gated)
            yield return $"gated {gated.Step}";
        foreach (var timer in state.Timers)
            yield return $"timer {timer.At:O} {timer.Kind} {timer.Step}";
        foreach (var item in state.Ready.Union(state.Entering).Union(state.Closing).Union(state.Settling).Union(state.Unwound))
            yield return $"agenda {item.Step}";
        foreach (var input in state.Inputs.Values)
            yield return $"input {input.AgentName} {input.Step}";
        foreach (var question in state.Questions.Values)
            yield return $"question {question.RequestId} {question.Unit} {question.Question}";
        foreach (var (step, mailbox) in state.Mailboxes)
            yield return $"mailbox {step} {string.Join(' ', mailbox.Messages.Select(message => $"{message.Seq} {message.Channel} {message.Text} {message.Denial} {message.DeliveredIn}"))}";
        foreach (var record in state.Conversation.Records)
            yield return $"record {record.Id} {record.Text} {record.Rounds.Count} {record.SupersededBy}";
        foreach (var retention in state.Conversation.Retentions)
            yield return $"retention {retention.Id} {retention.ActiveRecords} {string.Join(',', retention.Superseded)} {retention.BeforeRecordId}";
        yield return $"end {state.End}";
    }

    /// <summary>What the schedule of a graph or a list keeps by counting.</summary>
    private static string Schedule(StepState step) => step.Flow is { } flow
        ? $"{step.Unmet} {step.HoldsSlot} {step.Instance} {flow.Entered} {flow.Holding} {string.Join(',', flow.Waiting)} {string.Join('|', flow.Items)} {flow.Ended}"
        : $"{step.Unmet} {step.HoldsSlot} {step.Instance} {step.Partial}";

    private static string Loop(AgentLoop? loop) => loop is null
        ? ""
        : $"{loop.AttemptsBefore} {string.Join(' ', loop.Rounds.SelectMany(round => round.Calls.Zip(round.Results, (call, result) => $"{call.Id}:{call.Name}={result?.Output}/{result?.Error}")))}";
}
