using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Actors.Attempts;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Tools;
using Runs.Steps.Models.Providers;

namespace Runs.Actors.Tests.Models.Providers;

public sealed class OpenAiToolTests
{
    [Fact]
    public async Task Tools_and_what_was_said_with_them_go_out_in_the_words_of_the_interface()
    {
        await using var world = await Start(Wire.Whole(ModelApi.OpenAi, "a"));
        world.Request = Exchanges.After(world.Request);
        await world.Succeeds();

        var body = world.Sent.Body;
        body["messages"]!.ToString(Formatting.None).ShouldBe(
            """[{"role":"user","content":"earlier"},{"role":"assistant","tool_calls":[{"id":"c0","type":"function","function":{"name":"ask_question","arguments":"{\"question\":\"Who?\"}"}}]},{"role":"tool","tool_call_id":"c0","content":"User response: \"me\""},{"role":"assistant","content":"ok"},{"role":"user","content":"what?"},{"role":"assistant","content":"let me see","tool_calls":[{"id":"c1","type":"function","function":{"name":"ask_question","arguments":"{\"question\":\"Why?\"}"}},{"id":"c2","type":"function","function":{"name":"nope","arguments":"not json"}}]},{"role":"tool","tool_call_id":"c1","content":"User response: \"so\""},{"role":"tool","tool_call_id":"c2","content":"There is no tool."}]""");
        var tool = body["tools"]!.ShouldHaveSingleItem();
        ((string?)tool["type"], (string?)tool["function"]!["name"]).ShouldBe(("function", "ask_question"));
        ((string?)tool["function"]!["parameters"]!["properties"]!["question"]!["type"]).ShouldBe("string");
    }

    [Fact]
    public async Task Without_tools_none_are_sent()
    {
        await using var world = await Start(Wire.Whole(ModelApi.OpenAi, "a"));
        await world.Succeeds();
        world.Sent.Body.ContainsKey("tools").ShouldBeFalse();
    }

    [Fact]
    public async Task Calls_come_in_pieces_that_may_alternate()
    {
        await using var world = await Start(
            """{"choices":[{"delta":{"content":"let me see","tool_calls":[{"index":1,"id":"b","type":"function","function":{"name":"second","arguments":""}}]}}]}""",
            """{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"first","arguments":"{\"x\""}}]}}]}""",
            """{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":":1}"}},{"index":1,"id":null,"function":{"arguments":"{}"}}]}}]}""",
            Wire.Finish(ModelApi.OpenAi, "tool_calls"),
            "[DONE]");
        var outcome = await world.Succeeds();
        outcome.Calls.ShouldBe([new ToolCall("a", "first", """{"x":1}"""), new ToolCall("b", "second", "{}")]);
        (outcome.Output.Inline, outcome.FinishReason).ShouldBe(("let me see", "tool-calls"));
    }

    [Fact]
    public async Task Whole_calls_without_numbers_keep_their_order_and_a_call_without_arguments_has_an_empty_object()
    {
        await using var world = await Start(
            """{"choices":[{"delta":{"tool_calls":[{"id":"a","function":{"name":"first"}},{"id":"b","function":{"name":"second","arguments":"[1]"}}]}}]}""",
            Wire.Finish(ModelApi.OpenAi, "stop"));
        (await world.Succeeds()).Calls.ShouldBe([new ToolCall("a", "first", "{}"), new ToolCall("b", "second", "[1]")]);
    }

    [Fact]
    public async Task With_an_output_schema_a_reply_that_calls_tools_need_not_be_json()
    {
        await using var world = await Start(
            """{"choices":[{"delta":{"content":"hm","tool_calls":[{"index":0,"id":"a","function":{"name":"first","arguments":"{}"}}]}}]}""",
            Wire.Finish(ModelApi.OpenAi, "tool_calls"));
        world.Request = ProviderWorld.AskFor(new LlmSettings { OutputSchema = Source.Object("{}") });
        (await world.Succeeds()).Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"choices":[{"delta":{"tool_calls":{}}}]}""")]
    [InlineData("""{"choices":[{"delta":{"tool_calls":["ask"]}}]}""")]
    [InlineData("""{"choices":[{"delta":{"tool_calls":[{"id":5}]}}]}""")]
    [InlineData("""{"choices":[{"delta":{"tool_calls":[{"function":{"name":{}}}]}}]}""")]
    [InlineData("""{"choices":[{"delta":{"tool_calls":[{"function":{"arguments":{}}}]}}]}""")]
    public async Task Calls_that_are_none_are_malformed(string data)
    {
        await using var world = await Start(data, Wire.Finish(ModelApi.OpenAi, "stop"));
        (await world.Fails()).Error.Code.ShouldBe("model.malformed");
    }

    [Fact]
    public async Task Tools_of_provider_options_would_replace_the_engines()
    {
        await using var world = await Start("[DONE]");
        world.Request = ProviderWorld.AskFor(new LlmSettings { ProviderOptions = Source.Object("""{"acme":{"tools":[]}}""") });
        (await world.Fails()).Error.Code.ShouldBe("model.bad-request");
    }

    private static Task<ProviderWorld> Start(params string[] events) => ProviderWorld.Start(ModelApi.OpenAi, Answer.Events(events));
}
