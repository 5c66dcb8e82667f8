using Runs.Gateway.Frames;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Peripheral;

/// <summary>Requests about providers, MCP servers, the hub and the trash, none of which this gateway has.</summary>
internal static class PeripheralRequests
{
    private static readonly Field ProviderId = Field.Required("providerId", FieldType.Name);
    private static readonly Field Package = Field.Required("name", FieldType.Name);
    private static readonly Field AllowCode = Field.Optional("allowCode", FieldType.Flag);
    private static readonly Field Cwd = Field.Optional("cwd", FieldType.Text);
    private static readonly Field[] McpScope =
        [Field.Optional("cwd", FieldType.Name), Field.Optional("runId", FieldType.Name), Field.Optional("strategyPath", FieldType.Name)];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RequestKind> All { get; } =
    [
        new AnsweredRequest("get_available_models", "available_models", (json, _) => json.EmptyArray("models"), Field.Optional("modelId", FieldType.Text), Field.Optional("scope", FieldType.Text)),
        new AnsweredRequest("list_providers", "provider_list", (json, _) => json.EmptyArray("providers"), Field.Optional("scope", FieldType.Text), Field.Optional("live", FieldType.Flag)),
        new UnsupportedRequest("register_provider", ErrorCodes.NotFound, Provider, ProviderId),
        new AnsweredRequest("unregister_provider", "provider_unregistered", (json, request) => json.Member("providerId", request.Required("providerId")), ProviderId),
        new UnsupportedRequest(
            "set_credential",
            ErrorCodes.InvalidMessage,
            _ => "Credentials can't be set here; they come from the server's environment.",
            ProviderId,
            Field.Word("credentialType", "api", "oauth", "custom"),
            Field.Optional("apiKey", FieldType.Name),
            Field.Optional("oauthToken", FieldType.Name),
            Field.Optional("customData", FieldType.Map)),
        new AnsweredRequest("list_mcp_servers", "mcp_server_list", (json, _) => json.EmptyArray("servers"), McpScope),
        new UnsupportedRequest(
            "update_mcp_server",
            ErrorCodes.McpUpdateFailed,
            request => $"Unknown MCP server: {request.Text("serverId")}",
            [Field.Required("serverId", FieldType.Name), Field.Required("enabled", FieldType.Flag), Field.Word("scope", "default", "run"), .. McpScope]),
        new AnsweredRequest("hub_list", "hub_packages", (json, _) =>
        {
            json.Member("operation", "list");
            json.EmptyArray("available");
            json.EmptyArray("installed");
        }),
        new UnsupportedRequest("hub_install", ErrorCodes.HubError, Hub, Package, AllowCode),
        new UnsupportedRequest("hub_update", ErrorCodes.HubError, Hub, Package, AllowCode),
        new UnsupportedRequest("hub_remove", ErrorCodes.HubError, Hub, Package),
        new AnsweredRequest(
            "trash_list",
            "trash_list_result",
            (json, _) =>
            {
                json.EmptyArray("workspaces");
                json.Member("totalEntries", 0);
                json.Member("totalBytes", 0);
            },
            Cwd),
        new UnsupportedRequest(
            "trash_restore",
            ErrorCodes.RestoreFailed,
            request => $"Not in the trash: {request.Text("trashPath")}",
            Field.Required("cwd", FieldType.Name),
            Field.Required("trashPath", FieldType.Name),
            Field.Optional("targetPath", FieldType.Text)),
        new AnsweredRequest(
            "trash_clear",
            "trash_clear_result",
            (json, _) =>
            {
                json.Member("cleared", 0);
                json.Member("bytesFreed", 0);
            },
            Cwd),
    ];

    private static string Provider(ClientRequest request) => $"Provider not found: {request.Text("providerId")}";

    private static string Hub(ClientRequest request) => $"There is no hub here to find {request.Text("name")} in.";
}
