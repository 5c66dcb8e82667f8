using Newtonsoft.Json;
using Runs.Actors.Attempts;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;
using Runs.Steps.Models.Providers;

namespace Runs.Actors.Tests.Models.Providers;

public sealed class AnthropicTests
{
    [Fact]
    public async Task The_conversation_goes_out_with_the_system_prompt_apart_and_without_empty_messages()
    {
        await using var world = await Start();
        world.Request = world.Request with
        {
            Agent = world.Request.Agent with { SystemPrompt = "Be brief." },
            History = [new(ChatRole.User, "hello"), new(ChatRole.Assistant, ""), new(ChatRole.User, "hello?"), new(ChatRole.Assistant, "hi")],
        };
        await world.Succeeds();
        world.Sent.Path.ShouldBe("/v1/messages");
        Json(world).ShouldBe(
            """{"model":"lab/m1","max_tokens":8192,"system":"Be brief.","messages":[{"role":"user","content":"hello"},{"role":"user","content":"hello?"},{"role":"assistant","content":"hi"},{"role":"user","content":"what?"}],"stream":true}""");
    }

    [Fact]
    public async Task Options_go_out_in_the_words_of_the_interface_and_what_it_does_not_know_stays_here()
    {
        await using var world = await Start();
        world.Request = ProviderWorld.AskFor(new LlmSettings
        {
            ModelOptions = new ModelOptions { Temperature = 0.2, TopP = 0.9, TopK = 40, MaxOutputTokens = 99, FrequencyPenalty = 1, PresencePenalty = 1, Seed = 7 },
            ProviderOptions = Source.Object("""{"acme":{"thinking":{"type":"enabled","budget_tokens":1024}}}"""),
            OutputSchema = Source.Object("""{"type":"object"}"""),
        });
        await world.Succeeds();
        Json(world).ShouldBe(
            """{"model":"lab/m1","max_tokens":99,"messages":[{"role":"user","content":"what?"}],"stream":true,"temperature":0.2,"top_p":0.9,"top_k":40,"output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}},"thinking":{"type":"enabled","budget_tokens":1024}}""");
    }

    [Fact]
    public async Task The_key_goes_out_in_its_header_alone()
    {
        await using var world = await Start();
        await world.Succeeds();
        world.Sent.Headers.Single(header => header.Value.Contains(ProviderWorld.Secret, StringComparison.Ordinal)).ShouldBe(new("x-api-key", ProviderWorld.Secret));
        world.Sent.Headers["anthropic-version"].ShouldBe("2023-06-01");
    }

    [Fact]
    public async Task A_reply_is_read_event_by_event()
    {
        await using var world = await Start(
            """{"type":"message_start","message":{"usage":{"input_tokens":10,"cache_read_input_tokens":5,"output_tokens":1}}}""",
            """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"xyz"}}""",
            """{"type":"content_block_stop","index":0}""",
            """{"type":"ping"}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}""",
            Wire.Text(ModelApi.Anthropic, "{\"a\":"),
            Wire.Text(ModelApi.Anthropic, "1}"),
            """{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":20}}""",
            """{"type":"message_stop"}""");
        var outcome = await world.Succeeds();
        (outcome.Output.Inline, outcome.FinishReason, outcome.Usage).ShouldBe(("{\"a\":1}", "stop", new Usage(15, 20)));
        world.Output.Deltas.ShouldBe(["{\"a\":", "1}"]);
        world.Output.Thought.ShouldBe("hm");
    }

    [Theory]
    [InlineData("stop_sequence", "stop")]
    [InlineData("max_tokens", "length")]
    [InlineData("tool_use", "tool-calls")]
    [InlineData("refusal", "content-filter")]
    [InlineData("pause_turn", "pause_turn")]
    public async Task Why_it_ended_is_kept(string sent, string kept)
    {
        await using var world = await Start(Wire.Text(ModelApi.Anthropic, "a"), Wire.Finish(ModelApi.Anthropic, sent), Wire.End(ModelApi.Anthropic));
        (await world.Succeeds()).FinishReason.ShouldBe(kept);
    }

    private static string Json(ProviderWorld world) => world.Sent.Body.ToString(Formatting.None);

    private static Task<ProviderWorld> Start(params string[] events) =>
        ProviderWorld.Start(ModelApi.Anthropic, Answer.Events(events.Length > 0 ? events : Wire.Whole(ModelApi.Anthropic, "{}")));
}
