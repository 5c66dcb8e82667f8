namespace Runs.Conformance.Tests.Requests;

/// <summary>Requests about what this server doesn't have: each is answered, so that its clients' pages render.</summary>
public sealed class PeripheralRequestTests(SharedServer shared) : ConformanceTest(shared)
{
    [Theory]
    [InlineData("get_available_models", "available_models", """{"models":[]}""")]
    [InlineData("list_providers", "provider_list", """{"providers":[]}""")]
    [InlineData("unregister_provider", "provider_unregistered", """{"providerId":"x"}""")]
    [InlineData("list_mcp_servers", "mcp_server_list", """{"servers":[]}""")]
    [InlineData("hub_list", "hub_packages", """{"operation":"list","available":[],"installed":[]}""")]
    [InlineData("trash_list", "trash_list_result", """{"workspaces":[],"totalEntries":0,"totalBytes":0}""")]
    [InlineData("trash_clear", "trash_clear_result", """{"cleared":0,"bytesFreed":0}""")]
    public async Task What_can_be_answered_with_nothing_in_it_is(string type, string reply, string fields)
    {
        var answer = await Ask(type);
        ((string?)answer["type"], (string?)answer["requestId"]).ShouldBe((reply, "id"));
        foreach (var field in JsonText.Parse(fields).Properties())
            JToken.DeepEquals(answer[field.Name], field.Value).ShouldBeTrue(answer.ToString());
    }

    [Theory]
    [InlineData("register_provider", "NOT_FOUND")]
    [InlineData("set_credential", "INVALID_MESSAGE")]
    [InlineData("update_mcp_server", "MCP_UPDATE_FAILED")]
    [InlineData("hub_install", "HUB_ERROR")]
    [InlineData("hub_update", "HUB_ERROR")]
    [InlineData("hub_remove", "HUB_ERROR")]
    [InlineData("trash_restore", "RESTORE_FAILED")]
    public async Task What_cannot_be_done_is_refused_with_its_code(string type, string code)
    {
        var answer = await Ask(type);
        ((string?)answer["type"], (string?)answer["code"], (string?)answer["requestId"]).ShouldBe(("error", code, "id"));
    }

    [Fact]
    public async Task Every_peripheral_request_is_answered_once()
    {
        foreach (var row in RequestTable.Peripheral)
        {
            var client = await Connect();
            await client.SendRaw(row.Full().ToString());
            (await client.BeforePong()).Count.ShouldBe(1, row.Type);
        }
    }

    private async Task<JObject> Ask(string type)
    {
        var request = RequestTable.Peripheral.Single(row => row.Type == type).Full();
        request["requestId"] = "id";
        var client = await Connect();
        await client.SendRaw(request.ToString());
        return await client.Next();
    }
}
