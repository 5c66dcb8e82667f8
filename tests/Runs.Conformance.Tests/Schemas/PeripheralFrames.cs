using static Runs.Conformance.Tests.Schemas.Shapes;

namespace Runs.Conformance.Tests.Schemas;

/// <summary>Frames about models, providers, MCP servers, the hub and the trash.</summary>
internal static class PeripheralFrames
{
    private static readonly Shape Modalities = List(Word("text", "image", "audio", "video", "pdf"));

    private static readonly Member[] ModelInfo =
    [
        Has("id", Text), May("name", Text), May("family", Text), May("contextWindow", Number), May("maxInputTokens", Number), May("maxOutputTokens", Number),
        May("knowledgeCutoff", Text), May("releaseDate", Text), May("lastUpdated", Text), May("status", Word("alpha", "beta", "deprecated")),
        May("modalities", Object(May("input", Modalities), May("output", Modalities))),
        May("capabilities", Object(May("tools", Flag), May("reasoning", Flag), May("vision", Flag), May("attachment", Flag), May("structuredOutput", Flag))),
        May("cost", Object(May("input", Number), May("output", Number), May("reasoning", Number), May("cacheRead", Number), May("cacheWrite", Number))),
    ];

    private static readonly Shape Provider = Object(
        Has("id", Text),
        Has("name", Text),
        Has("credentialType", Word("api", "oauth", "custom", "none")),
        Has("authStatus", Word("none", "configured")),
        Has("models", List(Object(ModelInfo))),
        Has("modelsSource", Word("catalog", "live", "merged", "error")),
        May("fetchedAt", Text),
        May("error", Text),
        Has("isCustom", Flag));

    private static readonly Shape Installed = Object(
        Has("name", Text), Has("version", Text), Has("commit", Text), Has("path", Text), Has("executableCodeApproved", Flag));

    private static readonly Shape TrashEntry = Object(
        Has("path", Text),
        Has("metadata", Object(
            Has("trashedAt", Text), Has("originalPath", Text), Has("originalSha256", Text), May("sessionId", Text), May("runId", Text), May("agentName", Text))),
        Has("sizeBytes", Number));

    public static IReadOnlyList<FrameShape> All { get; } =
    [
        new("available_models", Has("models", List(Object([.. ModelInfo, Has("hasCredentials", Flag), Has("providers", Texts), Has("configuredProviders", Texts)])))),
        new("provider_list", Has("providers", List(Provider))),
        new("provider_registered", Has("providerId", Text)),
        new("provider_unregistered", Has("providerId", Text)),
        new("credential_set", Has("providerId", Text), Has("credentialType", Word("api", "oauth", "custom"))),
        new("mcp_server_list", Has("servers", List(Parts.McpStatus))),
        new(
            "hub_packages",
            Has("operation", Word("list", "install", "update", "remove")),
            May("available", List(Map)),
            May("installed", List(Installed)),
            May("installedPackage", Installed),
            May("removed", Flag)),
        new(
            "trash_list_result",
            Has("workspaces", List(Object(Has("cwd", Text), Has("entries", List(TrashEntry))))),
            Has("totalEntries", Count),
            Has("totalBytes", Count)),
        new("trash_restore_result", Has("restored", Any), Has("from", Any)),
        new("trash_clear_result", Has("cleared", Count), Has("bytesFreed", Count)),
    ];
}
