using Runs.Domain.Plans;
using Runs.Domain.Runs.State;
using Runs.Steps.Models.Providers;

namespace Runs.Actors.Tests.Models.Providers;

public sealed class OpenAiReplyTests
{
    [Fact]
    public async Task Deltas_are_shown_as_they_come_and_the_result_is_all_of_them()
    {
        await using var world = await Start("""{"choices":[{"delta":{"role":"assistant","content":""}}]}""", Text("a "), Text("b"), Finish("stop"), "[DONE]");
        var outcome = await world.Succeeds();
        (outcome.Output.Inline, outcome.FinishReason).ShouldBe(("a b", "stop"));
        world.Output.Deltas.ShouldBe(["a ", "b"]);
    }

    [Theory]
    [InlineData("reasoning_content")]
    [InlineData("reasoning")]
    public async Task Reasoning_is_shown_as_thinking_and_is_no_part_of_the_result(string field)
    {
        await using var world = await Start($$$"""{"choices":[{"delta":{"{{{field}}}":"hm"}}]}""", Text("a"), Finish("stop"), "[DONE]");
        (await world.Succeeds()).Output.Inline.ShouldBe("a");
        world.Output.Thought.ShouldBe("hm");
    }

    [Theory]
    [InlineData("""{"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":34}}""")]
    [InlineData("""{"usage":{"prompt_tokens":12,"completion_tokens":34,"total_tokens":46}}""")]
    public async Task Usage_comes_after_the_text(string usage)
    {
        await using var world = await Start(Text("a"), Finish("stop"), usage, "[DONE]");
        (await world.Succeeds()).Usage.ShouldBe(new Usage(12, 34));
    }

    [Theory]
    [InlineData("length", "length")]
    [InlineData("content_filter", "content-filter")]
    [InlineData("tool_calls", "tool-calls")]
    [InlineData("eos", "eos")]
    public async Task Why_it_ended_is_kept(string sent, string kept)
    {
        await using var world = await Start(Text("a"), Finish(sent), "[DONE]");
        (await world.Succeeds()).FinishReason.ShouldBe(kept);
    }

    [Fact]
    public async Task A_reply_ends_without_done_if_it_said_why()
    {
        await using var world = await Start(Text("a"), Finish("stop"));
        (await world.Succeeds()).Output.Inline.ShouldBe("a");
    }

    [Fact]
    public async Task A_refusal_is_a_failure_in_the_models_words()
    {
        await using var world = await Start("""{"choices":[{"delta":{"refusal":"I can't"}}]}""", """{"choices":[{"delta":{"refusal":" do that."}}]}""", Finish("stop"), "[DONE]");
        var failure = await world.Fails();
        (failure.Error.Code, failure.Error.Message).ShouldBe(("model.refused", "The model declined to answer: I can't do that."));
    }

    [Fact]
    public async Task A_large_reply_goes_to_the_artifact_store()
    {
        await using var world = await Start([.. Enumerable.Repeat(Text(new string('x', 10_000)), 10), Finish("stop"), "[DONE]"]);
        (await world.Succeeds()).Output.Parts.ShouldHaveSingleItem().Artifact!.Bytes.ShouldBe(100_000);
    }

    [Theory]
    [InlineData("""{"a":1}""", null)]
    [InlineData("""{"a":""", "model.not-json")]
    [InlineData("Sure! {}", "model.not-json")]
    public async Task With_an_output_schema_the_reply_must_be_json(string text, string? code)
    {
        await using var world = await Start(Wire.Whole(ModelApi.OpenAi, text));
        world.Request = ProviderWorld.AskFor(new LlmSettings { OutputSchema = Source.Object("{}") });
        if (code is null)
            (await world.Succeeds()).Output.Inline.ShouldBe(text);
        else
            (await world.Fails()).Error.Code.ShouldBe(code);
    }

    private static string Text(string text) => Wire.Text(ModelApi.OpenAi, text);

    private static string Finish(string reason) => Wire.Finish(ModelApi.OpenAi, reason);

    private static Task<ProviderWorld> Start(params string[] events) => ProviderWorld.Start(ModelApi.OpenAi, Answer.Events(events));
}
