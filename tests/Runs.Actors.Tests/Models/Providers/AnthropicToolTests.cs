using Newtonsoft.Json;
using Runs.Domain.Runs.Tools;
using Runs.Steps.Models.Providers;

namespace Runs.Actors.Tests.Models.Providers;

public sealed class AnthropicToolTests
{
    [Fact]
    public async Task Tools_and_what_was_said_with_them_go_out_in_blocks()
    {
        await using var world = await Start(Wire.Whole(ModelApi.Anthropic, "a"));
        world.Request = Exchanges.After(world.Request);
        await world.Succeeds();

        var body = world.Sent.Body;
        body["messages"]!.ToString(Formatting.None).ShouldBe(
            """[{"role":"user","content":"earlier"},{"role":"assistant","content":[{"type":"tool_use","id":"c0","name":"ask_question","input":{"question":"Who?"}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"c0","content":"User response: \"me\""}]},{"role":"assistant","content":"ok"},{"role":"user","content":"what?"},{"role":"assistant","content":[{"type":"text","text":"let me see"},{"type":"tool_use","id":"c1","name":"ask_question","input":{"question":"Why?"}},{"type":"tool_use","id":"c2","name":"nope","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":"User response: \"so\""},{"type":"tool_result","tool_use_id":"c2","content":"There is no tool.","is_error":true}]}]""");
        var tool = body["tools"]!.ShouldHaveSingleItem();
        ((string?)tool["name"], (string?)tool["input_schema"]!["type"]).ShouldBe(("ask_question", "object"));
    }

    [Fact]
    public async Task Calls_are_read_from_their_blocks()
    {
        await using var world = await Start(
            """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"let me see"}}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"a","name":"first","input":{}}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":""}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"x\""}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":":1}"}}""",
            """{"type":"content_block_stop","index":1}""",
            """{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"b","name":"second","input":{}}}""",
            """{"type":"content_block_start","index":3,"content_block":{"type":"server_tool_use","id":"s","name":"web_search","input":{}}}""",
            """{"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":"{\"q\":1}"}}""",
            """{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":20}}""",
            """{"type":"message_stop"}""");
        var outcome = await world.Succeeds();
        outcome.Calls.ShouldBe([new ToolCall("a", "first", """{"x":1}"""), new ToolCall("b", "second", "{}")]);
        (outcome.Output.Inline, outcome.FinishReason).ShouldBe(("let me see", "tool-calls"));
    }

    [Theory]
    [InlineData("""{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":5,"name":"x"}}""")]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":{}}}""")]
    public async Task Calls_that_are_none_are_malformed(string data)
    {
        await using var world = await Start(data);
        (await world.Fails()).Error.Code.ShouldBe("model.malformed");
    }

    private static Task<ProviderWorld> Start(params string[] events) => ProviderWorld.Start(ModelApi.Anthropic, Answer.Events(events));
}
