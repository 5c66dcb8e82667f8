using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

/// <summary>For each type of event one with every field set, then one with as few as can be.</summary>
internal static class GoldenEvents
{
    private static readonly DateTimeOffset At = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero).AddTicks(9012);
    private static readonly RunError Error = new("model.busy", "Too many requests; \"later\".");
    private static readonly StepId Step = new("s1/0~2/1");

    private static readonly Content Mixed = Content.Of(
        [new("see "), new(new ArtifactRef("art-1", 123_456, "he\nad", "täil 🚀")), new(" above")]);

    public static IReadOnlyList<RunEvent> All { get; } =
    [
        new RunPrepared(2, "owner", """{"name":"s"}""", "/s.yaml", "/work", "test/m", "/m.json", Settings(7)) { CommandId = "c1" },
        new RunPrepared(1, "", "{}", "", "", null, null, Settings(0)),
        new RunForked(new("r0", 12, "draft", [new(Step, Mixed)], [new("taken/s1/0", "writer", "/draft", Mixed, Content.Of("said"))])) { CommandId = "c1" },
        new RunForked(new("", 0, null, [], [])),
        new StepTaken(Step) { CommandId = "c1" },
        new StepTaken(Step),
        new RunStarted(2, "in\u2028\"put\"", "q1") { CommandId = "c1" },
        new RunStarted(1, "", null),
        new RunQueued(2, "in\u2028\"put\"", "q1") { CommandId = "c1" },
        new RunQueued(1, "", null),
        new RunAdmitted([new("limit:g\"pu", 3, 12_345_678_901), new("queue:q/runs", 0, 1)]) { CommandId = "c1" },
        new RunAdmitted([]),
        new RunYielded() { CommandId = "c1" },
        new RunYielded(),
        new Steered("to the left") { CommandId = "c1" },
        new Steered(""),
        new StepStarted(Step, 3) { CommandId = "c1" },
        new StepStarted(Step, 0),
        new StepDispatched(Step, Step.ModelCall(1), 2, 77, TimeSpan.FromMilliseconds(600_001), 3) { CommandId = "c1" },
        new StepDispatched(Step, default, 0, 0, TimeSpan.Zero, 0),
        new ModelReplied(Step, Step.ModelCall(1), 2, Mixed, new(10, 20), "length", "test/m") { CommandId = "c1" },
        new ModelReplied(Step, default, 0, Content.Empty, default, "", ""),
        new ToolsCalled(Step, Step.ModelCall(1), 2, Mixed, new(10, 20), "tool-calls", "test/m", [new("c\"1", "ask_question", "{\"question\":\"wh\u2028y\"}"), new("", "", "")]) { CommandId = "c1" },
        new ToolsCalled(Step, default, 0, Content.Empty, default, "", "", []),
        new QuestionAsked(Step, Step.ToolCall(1, 2), "8c1f", "Why?") { CommandId = "c1" },
        new QuestionAsked(Step, default, "", ""),
        new ToolReplied(Step, Step.ToolCall(1, 2), Mixed, "no such tool") { CommandId = "c1" },
        new ToolReplied(Step, default, Content.Empty, null),
        new ConversationCompacted(Step, Step.Compaction(), 2, Mixed, new(10, 20), "test/m", 5, 3, ["s1/0", "s1/1"]) { CommandId = "c1" },
        new ConversationCompacted(Step, default, 0, Content.Empty, default, "", 0, 0, []),
        new CompactionSkipped(Step, Error) { CommandId = "c1" },
        new CompactionSkipped(Step, new("", "")),
        new AgentReplied(Step) { CommandId = "c1" },
        new AgentReplied(Step),
        new StepSucceeded(Step, 2, Mixed) { CommandId = "c1" },
        new StepSucceeded(Step, 0, null),
        new StepFailed(Step, Error) { CommandId = "c1" },
        new StepFailed(Step, new("", "")),
        new StepBlocked(Step, Error) { CommandId = "c1" },
        new StepBlocked(Step, new("", "")),
        new StepSkipped(Step, "not \"wanted\"") { CommandId = "c1" },
        new StepSkipped(Step, ""),
        new StepCancelRequested(Step, Error) { CommandId = "c1" },
        new StepCancelRequested(Step, new("", "")),
        new StepCancelled(Step, Error) { CommandId = "c1" },
        new StepCancelled(Step, new("", "")),
        new AttemptFailed(Step, 2, Error, At, "half a") { CommandId = "c1" },
        new AttemptFailed(Step, 0, new("", ""), null, null),
        new AttemptStopped(Step, 2, true) { CommandId = "c1" },
        new AttemptStopped(Step, 0, false),
        new RetryDue(Step) { CommandId = "c1" },
        new RetryDue(Step),
        new StepExhausted(Step) { CommandId = "c1" },
        new StepExhausted(Step),
        new WaitOpened(Step, At) { CommandId = "c1" },
        new WaitOpened(Step, null),
        new SubRunOpened(Step, 2, "r1.0123456789abcdef", TimeSpan.FromMilliseconds(600_001)) { CommandId = "c1" },
        new SubRunOpened(Step, 0, "", null),
        new SubRunLeft(Step, "r1.0123456789abcdef", "too slow") { CommandId = "c1" },
        new SubRunLeft(Step, "", null),
        new SubRunEnded(Step, "r1.0123456789abcdef", "failed", new(10, 20)) { CommandId = "c1" },
        new SubRunEnded(Step, "", "", default),
        new ParentTold() { CommandId = "c1" },
        new ParentTold(),
        new CancelRequested("because") { CommandId = "c1" },
        new CancelRequested(""),
        new PreparationDropped(true) { CommandId = "c1" },
        new PreparationDropped(false),
        new StepMessaged(Step, "follow_up", "m\"1", "to the left", null, "") { CommandId = "c1" },
        new StepMessaged(Step, "steer", null, "", "too late", "ab12"),
        new MessagesDelivered(Step, Step.ModelCall(2), 3, 2) { CommandId = "c1" },
        new MessagesDelivered(Step, default, 0, 0),
        new StepContinued(Step) { CommandId = "c1" },
        new StepContinued(Step),
        new RunRecovered(77) { CommandId = "c1" },
        new RunRecovered(0),
        new RunQuarantined("because") { CommandId = "c1" },
        new RunQuarantined(""),
        new RunResumed() { CommandId = "c1" },
        new RunResumed(),
        new ErasureBegun("retention") { CommandId = "c1" },
        new ErasureBegun(""),
        new ErasureFailed(Error, At) { CommandId = "c1" },
        new ErasureFailed(new("", ""), null),
        new RunPaused("because", Now: true) { CommandId = "c1" },
        new RunPaused("", Now: false),
        new RunExpired() { CommandId = "c1" },
        new RunExpired(),
        new StepRetried(Step) { CommandId = "c1" },
        new StepRetried(Step),
        new RunEnded("failed", Error) { CommandId = "c1" },
        new RunEnded("completed", null),
    ];

    public static IReadOnlyList<RunEvent> Of(string type) => [.. All.Where(raised => raised.Type == type)];

    private static RunSettings Settings(int value) => new()
    {
        Concurrency = value,
        ModelTimeout = TimeSpan.FromMilliseconds(value),
        ProcessTimeout = TimeSpan.FromMilliseconds(value),
        StopGrace = TimeSpan.FromMilliseconds(value),
        PreparedTtl = TimeSpan.FromMilliseconds(value),
        MaxRecoveries = value,
    };
}
