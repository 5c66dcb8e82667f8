using Runs.Gateway.Tests.Support;

namespace Runs.Gateway.Tests.Envelope;

/// <summary>Every request that has a reply gets one.</summary>
public sealed class ReplyTests : GatewayTest
{
    [Theory]
    [InlineData("""{"type":"start_run","runId":"nope"}""", "START_FAILED", "Prepared run not found: nope")]
    [InlineData("""{"type":"continue_run","runId":"nope","input":""}""", "CONTINUE_FAILED", "Prepared run not found: nope")]
    [InlineData("""{"type":"prepare_run","runId":"nope"}""", "PREPARE_FAILED", "Run not found: nope")]
    [InlineData("""{"type":"subscribe","runId":"nope"}""", "SUBSCRIBE_ERROR", "Run not found: nope")]
    [InlineData("""{"type":"user_input","runId":"nope","agentName":"a","text":""}""", "NO_PENDING_INPUT", "No pending input request for run nope agent a")]
    [InlineData("""{"type":"steer_run","runId":"nope","text":"x"}""", "RUN_NOT_STEERABLE", "Cannot steer run nope: not running")]
    [InlineData("""{"type":"message_step","runId":"nope","stepId":"s1/0","channel":"steer","text":"x"}""", "RUN_NOT_FOUND", "Run not found: nope")]
    [InlineData("""{"type":"permission_decision","runId":"nope","permissionRequestId":"p","decision":"allow"}""", "NO_PENDING_PERMISSION", "No pending permission request p for run nope")]
    [InlineData("""{"type":"question_response","runId":"nope","questionRequestId":"q","response":""}""", "NO_PENDING_QUESTION", "No pending question request q for run nope")]
    [InlineData("""{"type":"update_policy","runId":"nope","mode":"read"}""", "RUN_NOT_FOUND", "No active run found for runId nope")]
    [InlineData("""{"type":"register_provider","providerId":"x"}""", "NOT_FOUND", "Provider not found: x")]
    [InlineData("""{"type":"set_credential","providerId":"x","credentialType":"api"}""", "INVALID_MESSAGE", "Credentials can't be set here; they come from the server's environment.")]
    [InlineData("""{"type":"update_mcp_server","serverId":"x","enabled":true,"scope":"run"}""", "MCP_UPDATE_FAILED", "Unknown MCP server: x")]
    [InlineData("""{"type":"hub_install","name":"x"}""", "HUB_ERROR", "There is no hub here to find x in.")]
    [InlineData("""{"type":"hub_update","name":"x"}""", "HUB_ERROR", "There is no hub here to find x in.")]
    [InlineData("""{"type":"hub_remove","name":"x"}""", "HUB_ERROR", "There is no hub here to find x in.")]
    [InlineData("""{"type":"trash_restore","cwd":"x","trashPath":"y"}""", "RESTORE_FAILED", "Not in the trash: y")]
    public async Task What_cannot_be_done_is_an_error_that_echoes_the_request_id(string message, string code, string text)
    {
        var client = await World.Connect();
        await client.SendRaw(message.Insert(1, "\"requestId\":\"id\","));
        var error = await client.Next();
        error.ShouldBeError(code, text);
        ((string?)error["requestId"]).ShouldBe("id");
    }

    [Theory]
    [InlineData("ping", "", "type ts requestId")]
    [InlineData("list_runs", "", "type ts requestId runs")]
    [InlineData("list_strategies", "", "type ts requestId runs")]
    [InlineData("get_available_models", "", "type ts requestId models")]
    [InlineData("list_providers", "", "type ts requestId providers")]
    [InlineData("unregister_provider", ",\"providerId\":\"x\"", "type ts requestId providerId")]
    [InlineData("list_mcp_servers", "", "type ts requestId servers")]
    [InlineData("hub_list", "", "type ts requestId operation available installed")]
    [InlineData("trash_list", "", "type ts requestId workspaces totalEntries totalBytes")]
    [InlineData("trash_clear", "", "type ts requestId cleared bytesFreed")]
    public async Task What_can_be_answered_is(string type, string fields, string members)
    {
        var client = await World.Connect();
        await client.SendRaw($$"""{"type":"{{type}}","requestId":"id"{{fields}}}""");
        (await client.Next()).Names().ShouldBe(members.Split(' '));
    }

    [Theory]
    [InlineData("stop_run")]
    [InlineData("unsubscribe")]
    public async Task Stopping_and_leaving_an_unknown_run_is_silent(string type)
    {
        var client = await World.Connect();
        await client.Send(new { type, runId = "nope" });
        (await client.BeforePong()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_started_run_cannot_be_started_again()
    {
        var client = await World.Connect();
        await client.Prepare(World.Ask(), "r");
        await client.Send(new { type = "continue_run", runId = "r", input = "" });
        (await client.Await("error")).ShouldBeError("CONTINUE_FAILED", "Run was not prepared for continuation: r");
        await client.Send(new { type = "start_run", runId = "r" });
        await client.Await("request_input");
        await client.Send(new { type = "start_run", runId = "r" });
        (await client.Await("error")).ShouldBeError("START_FAILED", "Run already started: r");
    }

    [Fact]
    public async Task A_strategy_that_cannot_be_read_says_why()
    {
        var client = await World.Connect();
        await client.Send(new { type = "prepare_run", strategyPath = "/none/here.yaml" });
        var error = await client.Await("error");
        error.ShouldBeError("PREPARE_FAILED", "Strategy file not found: /none/here.yaml");
        error.ContainsKey("requestId").ShouldBeFalse();
    }
}
