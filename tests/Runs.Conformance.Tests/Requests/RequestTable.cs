namespace Runs.Conformance.Tests.Requests;

/// <summary>
/// The tables of requests, in a notation of their own: a field's name, a question mark if it is optional, and its kind. It is a second
/// opinion on what a request is, so it is not taken from the server.
/// </summary>
internal static class RequestTable
{
    private const string AnySeq = "0..9007199254740991";
    private const string Mcp = "cwd?:name runId?:name strategyPath?:name";

    public static IReadOnlyList<RequestRow> Runs { get; } =
    [
        Row("ping", ""),
        Row("prepare_run", "runId?:run strategyPath?:name modelOverride?:name cwd?:name manifestPath?:name"),
        Row("start_run", "runId:run input?:text"),
        Row("continue_run", "runId:run input:text"),
        Row("stop_run", "runId:run reason?:name force?:flag"),
        Row("pause_run", "runId:run reason?:name now?:flag"),
        Row("resume_run", "runId:run"),
        Row("cancel_step", "runId:run stepId:name reason?:name force?:flag"),
        Row("retry_step", "runId:run stepId:name"),
        Row("subscribe", $"runId:run afterSeq?:{AnySeq} detail?:flag"),
        Row("unsubscribe", "runId:run"),
        Row("list_runs", "cwd?:text limit?:1..1000 status?:pending|running|completed|error|cancelled"),
        Row("list_strategies", ""),
        Row("user_input", "runId:run agentName:name text:text stepId?:name"),
        Row("steer_run", "runId:run text:name"),
        Row("message_step", "runId:run stepId:name channel:steer|follow_up text:name clientMessageId?:name"),
        Row("permission_decision", "runId:run permissionRequestId:name decision:allow|deny|allow-session|deny-session"),
        Row("question_response", "runId:run questionRequestId:name response:text"),
        Row("get_run", "runId:run limit?:1..1000 afterStep?:name preview?:flag maxBytes?:1..200000"),
        Row("get_events", $"runId:run afterSeq?:{AnySeq} limit?:1..1000 maxBytes?:512..1048576 stepId?:name"),
        Row("get_step_result", "runId:run stepId:name preview?:flag maxBytes?:1..200000"),
        Row("wait_run", $"runId:run afterSeq?:{AnySeq} stepId?:name waitSeconds?:1..60"),
        Row("update_policy", "runId:run tool?:text mode:read|write allow?:texts deny?:texts default?:allow|deny|ask"),
    ];

    public static IReadOnlyList<RequestRow> Peripheral { get; } =
    [
        Row("get_available_models", "modelId?:text scope?:text"),
        Row("list_providers", "scope?:text live?:flag"),
        Row("register_provider", "providerId:name"),
        Row("unregister_provider", "providerId:name"),
        Row("set_credential", "providerId:name credentialType:api|oauth|custom apiKey?:name oauthToken?:name customData?:map"),
        Row("list_mcp_servers", Mcp),
        Row("update_mcp_server", $"serverId:name enabled:flag scope:default|run {Mcp}"),
        Row("hub_list", ""),
        Row("hub_install", "name:name allowCode?:flag"),
        Row("hub_update", "name:name allowCode?:flag"),
        Row("hub_remove", "name:name"),
        Row("trash_list", "cwd?:text"),
        Row("trash_restore", "cwd:name trashPath:name targetPath?:text"),
        Row("trash_clear", "cwd?:text"),
    ];

    public static IEnumerable<RequestRow> All => Runs.Concat(Peripheral);

    private static RequestRow Row(string type, string fields) => new(type, [.. fields.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Field)]);

    private static FieldRule Field(string field)
    {
        var parts = field.Split(':', 2);
        return new FieldRule(parts[0].TrimEnd('?'), parts[1], IsRequired: !parts[0].EndsWith('?'));
    }
}
