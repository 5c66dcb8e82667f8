using static Runs.Conformance.Tests.Schemas.Shapes;

namespace Runs.Conformance.Tests.Schemas;

/// <summary>Shapes that several frames have in common.</summary>
internal static class Parts
{
    public static Shape Usage { get; } = Object(Has("promptTokens", Number), Has("completionTokens", Number));

    public static Shape ContextUsage { get; } = Object(
        Has("totalTokens", Number),
        May("inputTokens", Number),
        May("outputTokens", Number),
        May("inputTokenDetails", Object(May("noCacheTokens", Number), May("cacheReadTokens", Number), May("cacheWriteTokens", Number))),
        May("outputTokenDetails", Object(May("textTokens", Number), May("reasoningTokens", Number))));

    public static Shape CallResult { get; } = Object(Has("text", Text), Has("usage", Usage), May("contextUsage", ContextUsage), Has("finishReason", Text));

    public static Shape McpStatus { get; } = Object(
        Has("id", Text),
        Has("source", Word("global", "workspace", "strategy")),
        Has("transport", Word("http", "sse", "stdio")),
        Has("enabled", Flag),
        Has("enabledByDefault", Flag),
        May("connected", Flag),
        Has("toolCount", Count),
        Has("assignedAgents", Texts),
        May("error", Text));

    private static Shape Record { get; } = Object(
        Has("id", Text),
        Has("agentName", Text),
        Has("createdAt", Shapes.Time),
        Has("userMessage", Object(Has("role", Word("user")), Has("content", Any))),
        Has("responseMessages", List(Object(Has("role", Word("assistant", "tool")), Has("content", Any)))),
        Has("text", Text),
        Has("usage", Usage),
        May("contextUsage", ContextUsage),
        Has("finishReason", Text),
        May("status", Word("active", "superseded")),
        May("supersededBy", Text));

    private static Shape RetentionEvent { get; } = Object(
        Has("id", Text),
        Has("agentName", Text),
        Has("createdAt", Shapes.Time),
        Has("kind", Word("compaction")),
        Has("reason", Word("context-window", "record-count")),
        Has("trigger", Object(
            May("model", Text),
            May("contextUsage", ContextUsage),
            May("tokenLimit", Number),
            May("contextWindow", Number),
            May("maxInputTokens", Number),
            May("ratio", Number),
            May("thresholdRatio", Number),
            May("activeRecordCount", Number),
            May("recordThreshold", Number))),
        Has("recordsCompacted", Number),
        Has("recordsRetained", Number),
        Has("summaryRecord", Record),
        Has("supersededRecordIds", Texts),
        May("insertBeforeRecordId", Text));

    public static Shape Conversation { get; } = Object(
        Has("records", List(Record)), Has("retentionEvents", List(RetentionEvent)), Has("inputs", List(Object(Has("text", Text), May("beforeRecordId", Text)))));

    private static Member Mcp { get; } = May("mcp", Object(Has("serverId", Text), Has("toolName", Text)));

    public static Shape StreamingEvent { get; } = OneOf("type", new Dictionary<string, Shape>
    {
        ["step-start"] = Object(),
        ["text"] = Object(Has("text", Text)),
        ["thinking-start"] = Object(Has("id", Text)),
        ["thinking-end"] = Object(Has("id", Text)),
        ["thinking"] = Object(Has("id", Text), Has("text", Text)),
        ["tool-call"] = Object(Has("toolCallId", Text), Has("toolName", Text), Has("args", Text), Mcp),
        ["tool-result"] = Object(
            Has("toolCallId", Text), Has("toolName", Text), Has("output", Text), Has("status", Word("completed", "error")), May("error", Text), Mcp),
        ["retention"] = Object(Has("event", RetentionEvent)),
        ["done"] = Object(Has("result", CallResult)),
    });
}
