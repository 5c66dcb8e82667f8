using static Runs.Conformance.Tests.Schemas.Parts;
using static Runs.Conformance.Tests.Schemas.Shapes;

namespace Runs.Conformance.Tests.Schemas;

/// <summary>Frames about runs.</summary>
internal static class CoreFrames
{
    private static readonly Shape Status = Word("pending", "running", "completed", "error", "cancelled");

    private static readonly Shape RunError = Object(Has("code", Text), Has("message", Text));

    private static readonly Shape Result = Object(Has("stepId", Text), Has("label", Text), Has("phase", Text), Has("bytes", Count), May("text", Text));

    /// <summary>What is asked for again isn't a stored frame.</summary>
    private static readonly Member PrevSeq = May("prevSeq", Count);

    public static IReadOnlyList<FrameShape> All { get; } =
    [
        new("pong"),
        new("error", May("requestId", OrNull(Any)), Has("code", Text), Has("message", Text)),
        OfRun("run_prepared", Has("strategyName", Text), Has("agents", Texts), Has("flowTree", Map), Has("conversation", Conversation), Has("mcpServers", List(McpStatus))),
        Stored("strategy_started", Has("strategyName", Text), Has("agents", Texts), Has("flowTree", Map)),
        Stored("strategy_completed", Has("result", Text), Has("usage", Usage)),
        Stored("strategy_error", Has("error", Object(Has("code", Word("CANCELLED", "EXECUTION_ERROR")), Has("message", Text))), May("reason", Word("mixed", "failed", "expired"))),
        InStep(Stored(
            "step_ended", Has("stepName", Text), Has("status", Word("failed", "timed-out", "blocked", "skipped", "cancelled")), May("error", RunError), May("reason", Text))),
        InStep(Stored("step_started", Has("stepName", Text), Has("message", Text))),
        InStep(Stored("step_completed", Has("stepName", Text), Has("result", CallResult))),
        InStep(Stored("agent_output", Has("agentName", Text), May("model", Text), May("contextWindow", Number), Has("text", Text), Has("usage", Usage), May("contextUsage", ContextUsage))),
        InStep(OfRun("agent_streaming", Has("agentName", Text), May("model", Text), May("contextWindow", Number), Has("event", StreamingEvent), Has("cursor", Text))),
        Stored("steer_queued", Has("text", Text)),
        OfRun(
            "run_snapshot", Has("status", Status), Has("state", Text), Has("canCancel", Flag), Has("canMessage", Flag), Has("canPause", Flag), Has("canCleanup", Flag),
            Has("counts", Map), Has("liveSteps", Texts), Has("sinks", Texts), Has("outputs", List(Result)), Has("steps", List(Object(Has("stepId", Text), Has("label", Text), Has("phase", Text))))),
        OfRun("run_events", Has("events", List(Object(Has("seq", Seq), Has("at", Shapes.Time), Has("event", Map), May("shortened", Flag)))), May("next", Seq)),
        new("step_result", Has("runId", Text), Has("stepId", Text), Has("label", Text), Has("phase", Text), Has("attempt", Count), Has("bytes", Count), May("text", Text)),
        new(
            "wait_result", Has("runId", Text), Has("requestedSeconds", Count), Has("outcome", Word("material", "timeout", "already-material", "terminal")),
            Has("cursorBefore", Count), Has("cursorAfter", Count), Has("status", Status), Has("state", Text),
            May("event", Object(Has("seq", Seq), Has("type", Text), May("label", Text), May("phase", Text), Has("summary", Text)))),
        new(
            "message_receipt",
            Has("runId", Text),
            Has("stepId", Text),
            Has("channel", Word("steer", "follow_up")),
            May("clientMessageId", Text),
            Has("accepted", Flag),
            May("undeliveredReason", Text),
            May("deliveredIn", Text),
            Has("reused", Flag)),
        InStep(OfRun("request_input", Has("agentName", Text), Has("prompt", Text), PrevSeq)),
        OfRun(
            "request_permission",
            Has("requestId", Text),
            Has("agentName", Text),
            May("toolName", Text),
            Has("operation", Word("fs.read", "fs.write", "fs.exec")),
            Has("resource", Text),
            Has("reason", Word("policy-ask", "policy-deny-override")),
            May("details", Map)),
        InStep(OfRun("request_question", Has("requestId", Text), Has("agentName", Text), Has("toolName", Text), Has("question", Text), PrevSeq)),
        Place("run_queued"),
        Place("run_dequeued"),
        OfRun("policy_updated", Has("tool", Text), Has("policies", List(Object(Has("name", Text))))),
        new("run_list", Has("runs", List(Object(
            Has("runId", Text),
            Has("cwd", Text),
            Has("strategyName", Text),
            Has("strategyPath", Text),
            Has("startedAt", Shapes.Time),
            Has("completedAt", OrNull(Shapes.Time)),
            Has("status", Status))))),
        new("strategy_list", Has("runs", List(Object(
            Has("runId", Text), Has("strategyName", Text), Has("status", Status), Has("startedAt", Shapes.Time), May("completedAt", Shapes.Time))))),
    ];

    /// <summary>What belongs to a run says so and has its place in the run's history.</summary>
    private static FrameShape OfRun(string type, params Member[] members) => new(type, [Has("runId", Text), Has("seq", Seq), .. members]);

    /// <summary>What is stored says what is stored before it.</summary>
    private static FrameShape Stored(string type, params Member[] members) => OfRun(type, [Has("prevSeq", Count), .. members]);

    /// <summary>Where a run stands in its queue, which is no part of its history.</summary>
    private static FrameShape Place(string type) => new(
        type, [Has("runId", Text), Has("position", Count), Has("waiting", Count), Has("active", Count), Has("limit", Count), Has("priority", Number)]);

    private static FrameShape InStep(FrameShape frame) => frame with { Members = [.. frame.Members, Has("stepId", Text), Has("parentStepId", Text)] };
}
