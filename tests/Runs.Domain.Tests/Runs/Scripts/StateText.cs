using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Runs.Domain.Contents;
using Runs.Domain.Runs.State;
using Runs.Domain.Runs.Tools;

namespace Runs.Domain.Tests.Runs;

/// <summary>Everything in a run's state as text: two states are the same when their texts are. The plan isn't in it, because it follows from the strategy.</summary>
internal static class StateText
{
    public static string Of(RunState state)
    {
        var text = new StringBuilder();
        Add(text, $"run {state.RunId} {state.Status.ToWord()} owner={Quoted(state.Owner)} recoveries={state.Recoveries} recoveredBy={state.RecoveredBy} erased={state.IsErased}");
        Add(text, $"failure={Error(state.Failure)} cancel={Quoted(state.CancelReason)} hold={Quoted(state.HoldReason)}{(state.IsPausedByHand ? " by-hand" : "")}{(state.IsExpired ? " expired" : "")} usage={UsageOf(state.Usage)}");
        if (state.End is { } end)
            Add(text, $"end {end.Status.ToWord()} result={Text(end.Result)} error={Error(end.Error)} at={At(end.At)}");
        if (state.Parent is { } parent)
            Add(text, $"{parent} report={state.Report}");
        AddAll(text, "opened", state.OpenedSubRuns);
        AddAll(text, "sub-run", state.SubRuns.Values.Select(sub => $"{sub.Id} {sub.Link} {sub.Wish} left={sub.IsLeft} reason={Quoted(sub.Reason)} input={Text(sub.Input)} deadline={At(sub.Deadline)} of {state.AwaitedSubRuns}"));
        if (state.Erasure is { } erasure)
            Add(text, $"erasure {erasure.Reason} begun={At(erasure.BegunAt)} failures={erasure.Failures} error={Error(erasure.Error)}");
        AddSegment(text, "pending", state.Pending);
        AddSegment(text, "current", state.Current);
        foreach (var (id, step) in state.Steps)
            Add(text, $"step {id} {Step(step)}");
        AddAll(text, "entering", state.Entering.Select(item => $"{item.Node}:{item.Step}"));
        AddAll(text, "ready", state.Ready.Select(item => $"{item.Node}:{item.Step}"));
        AddAll(text, "gated", state.Gated.Select(item => $"{item.Node}:{item.Step}"));
        if (state.QueuedSince is { } since)
            Add(text, $"queued since={At(since)}");
        if (state.IsAdmitted)
            Add(text, "admitted");
        AddAll(text, "permit", state.Permits.Select(held => $"{held.Key.Limit}[{held.Key.Slot}] generation={held.Value.Generation} step={held.Value.Step} #{held.Value.Attempt}"));
        AddAll(text, "closing", state.Closing.Select(item => $"{item.Node}:{item.Step}"));
        AddAll(text, "settling", state.Settling.Select(item => $"{item.Node}:{item.Step}"));
        AddAll(text, "unwinding", state.Unwindings.Values.Select(scope => $"{scope.Step} {Error(scope.Error)} cancelled={scope.IsCancelled} live={scope.Live} grace={At(scope.GraceEnds)}"));
        AddAll(text, "unwound", state.Unwound.Select(item => $"{item.Node}:{item.Step}"));
        AddAll(text, "live", state.Live.Select(live => $"{live.Key} unit={live.Value.Unit} #{live.Value.Attempt} node={live.Value.Node} deadline={At(live.Value.Deadline)}{(live.Value.IsStopping ? " stopping" : "")}{(live.Value.IsForced ? " forced" : "")}{(live.Value.PauseEnds is { } ends ? $" paused until {At(ends)}" : "")}{string.Concat(live.Value.Permits.Select(permit => $" {permit}"))}"));
        AddAll(text, "timer", state.Timers.Select(timer => $"{At(timer.At)} {timer.Kind} {timer.Step}"));
        AddAll(text, "input", state.Inputs.Select(input => $"{input.Key} {input.Value.Step} {input.Value.AgentName} since={At(input.Value.Since)}"));
        AddAll(text, "question", state.Questions.Values.Select(open => $"{open.RequestId} {open.Step} {open.Unit} {open.AgentName} {Quoted(open.Question)} since={At(open.Since)}"));
        AddAll(text, "agent", state.Agents.Select(agent => $"{agent.Key} {agent.Value.Holder} line={string.Join(',', agent.Value.Line.Select(item => item.Step))}"));
        AddAll(text, "steering", state.Steering.Select(Quoted));
        AddAll(text, "message", state.Mailboxes.SelectMany(mailbox => mailbox.Value.Messages.Select(message => $"{mailbox.Key} {message}")));
        AddAll(text, "record", state.Conversation.Records.Select(Record));
        AddAll(text, "records-of", state.Conversation.ByThread.Select(agent => $"{agent.Key} {string.Join(',', agent.Value.Select(record => record.Id))}"));
        AddAll(text, "said", state.Conversation.Inputs.Select(input => $"{Quoted(input.Text)} before={input.BeforeRecordId}"));
        AddAll(text, "retention", state.Conversation.Retentions.Select(kept =>
            $"{kept.Id} {kept.AgentName} {At(kept.CreatedAt)} {kept.Model} {kept.ActiveRecords}>{kept.Threshold} retained={kept.Retained} {kept.Summary.Id} for {string.Join(',', kept.Superseded)} before={kept.BeforeRecordId}"));
        AddAll(text, "command", state.Commands.Ids.Select(Quoted));
        return text.ToString();
    }

    private static string Step(StepState step) =>
        $"parent={step.Parent} node={step.Node} {step.Phase.ToWord()} message={Text(step.Message)} output={Text(step.Output)} #{step.Attempt}-{step.AttemptsForgiven} "
        + $"usage={UsageOf(step.Usage)} finish={step.FinishReason} error={Error(step.Error)} started={At(step.StartedAt)} ended={At(step.EndedAt)} until={At(step.Until)} "
        + (step.SubRun is { } sub ? $"sub-run={sub} " : "")
        + (step.Flow is { } flow ? $"flow={flow.Round},{flow.Entered},{flow.Unfinished},{Text(flow.Text)}{Slots(flow)}" : "")
        + (step.Unmet > 0 ? $"unmet={step.Unmet} " : "") + (step.HoldsSlot ? "slot " : "") + (step.IsTaken ? "taken " : "") + (step.Instance >= 0 ? $"instance={step.Instance} " : "")
        + (step.AttemptFloor > 0 ? $"floor={step.AttemptFloor} " : "") + (step.AttemptsForgotten > 0 ? $"forgotten={step.AttemptsForgotten} " : "")
        + (step.Partial is { } partial ? $"partial={Quoted(partial)} " : "")
        + (step.Loop is { } loop ? $"loop={loop.AttemptsBefore},{Rounds(loop.Rounds)}" : "");

    private static string Slots(FlowProgress flow) =>
        flow.Holding == 0 && flow.Waiting.IsEmpty && flow.Items.IsEmpty && flow.Ended == default
            ? ""
            : $" holding={flow.Holding} waiting={string.Join(',', flow.Waiting)} items={string.Join(',', flow.Items.Select(Quoted))} {flow.Ended} ";

    private static string Record(ConversationRecord record) =>
        $"{record.Id} {record.AgentName} {At(record.CreatedAt)} {Text(record.Message)} -> {Text(record.Text)} usage={UsageOf(record.Usage)} {record.FinishReason}"
        + (record.SupersededBy is { } by ? $" superseded-by={by}" : "") + (record.Rounds.IsEmpty ? "" : $" rounds={Rounds(record.Rounds)}");

    private static string Rounds(IEnumerable<ToolRound> rounds) => string.Join(' ', rounds.Select(round =>
        $"[{Text(round.Text)} {string.Join(' ', round.Calls.Zip(round.Results, (call, result) => $"{call.Id}:{call.Name}({Quoted(call.Args)})={Text(result?.Output)}/{Quoted(result?.Error)}"))}{string.Concat(round.Messages.Select(told => $" told {told}"))}]"));

    private static void AddSegment(StringBuilder text, string name, Segment? segment)
    {
        if (segment is null)
            return;
        Add(text, $"{name} {segment.Number} input={Quoted(segment.Input)} request={segment.RequestId} prepared={At(segment.PreparedAt)} started={At(segment.StartedAt)}");
        Add(text, $"{name} path={segment.StrategyPath} cwd={segment.Cwd} model={segment.ModelOverride} manifest={segment.ManifestPath} strategy={segment.StrategyJson}");
        Add(text, $"{name} {Settings(segment.Settings)}");
        if (segment.Admission is { } admission)
            Add(text, $"{name} queue={admission.Queue} priority={admission.Priority} runs={string.Join(',', admission.RunLimits)} steps={string.Join(',', admission.StepLimits)} queued={At(segment.QueuedAt)}");
        if (segment.Fork is not { } fork)
            return;
        Add(text, $"{name} fork of {fork.Run} at {fork.Seq} from {fork.Step}");
        AddAll(text, $"{name} taken", fork.Taken.Select(taken => $"{taken.Step} {Text(taken.Output)}"));
        AddAll(text, $"{name} record", fork.Records.Select(record => $"{record.Id} {record.AgentName} {record.Thread} {Text(record.Message)} -> {Text(record.Text)}"));
    }

    private static string Settings(RunSettings settings) =>
        settings.Retention is null ? settings.ToString().Replace(", Retention = ", "", StringComparison.Ordinal) : settings.ToString();

    private static void AddAll(StringBuilder text, string name, IEnumerable<string> items)
    {
        foreach (var item in items)
            Add(text, $"{name} {item}");
    }

    private static void Add(StringBuilder text, string line) => text.Append(line.TrimEnd(' ')).Append('\n');

    private static string UsageOf(Usage usage) => $"{usage.PromptTokens}+{usage.CompletionTokens}";

    private static string Error(RunError? error) => error is null ? "none" : $"{error.Code}:{Quoted(error.Message)}";

    private static string At(DateTimeOffset? at) => at is { } time ? time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) : "never";

    private static string Quoted(string? text) => text is null ? "none" : JsonConvert.ToString(text);

    private static string Text(Content? content) => content is null ? "none" : string.Concat(content.Parts.Select(Part));

    private static string Part(ContentPart part) => part.Artifact is { } artifact
        ? $"<{artifact.Id} {artifact.Bytes} {Quoted(artifact.Head)} {Quoted(artifact.Tail)}{(artifact.Sha256 is { } hash ? $" {hash}" : "")}>"
        : Quoted(part.Text);
}
