using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Actors.Attempts;
using Runs.Domain.Plans;
using Runs.Domain.Strategies;
using Runs.Steps.Models.Providers;

namespace Runs.Actors.Tests.Models.Providers;

public sealed class OpenAiRequestTests
{
    [Fact]
    public async Task The_conversation_goes_out_with_the_system_prompt_first_and_the_message_last()
    {
        await using var world = await Start();
        world.Request = world.Request with
        {
            Agent = world.Request.Agent with { SystemPrompt = "Be brief." },
            History = [new(ChatRole.User, "hello"), new(ChatRole.Assistant, "hi \"you\"")],
        };
        await world.Succeeds();
        world.Sent.Path.ShouldBe("/v1/chat/completions");
        Json(world).ShouldBe(
            """{"model":"lab/m1","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"hello"},{"role":"assistant","content":"hi \"you\""},{"role":"user","content":"what?"}],"stream":true,"stream_options":{"include_usage":true}}""");
    }

    [Fact]
    public async Task Model_options_go_out_in_the_words_of_the_interface()
    {
        await using var world = await Start();
        world.Request = ProviderWorld.AskFor(new LlmSettings
        {
            ModelOptions = new ModelOptions { Temperature = 0.2, TopP = 0.9, TopK = 40, MaxOutputTokens = 99, FrequencyPenalty = 0.5, PresencePenalty = -0.5, Seed = 7 },
        });
        await world.Succeeds();
        Options(world).ShouldBe("""{"temperature":0.2,"top_p":0.9,"top_k":40,"max_tokens":99,"frequency_penalty":0.5,"presence_penalty":-0.5,"seed":7}""");
    }

    [Fact]
    public async Task The_provider_decides_about_top_k_and_about_the_most_tokens_where_the_agent_is_silent()
    {
        await using var world = await Start();
        world.Options = world.Options with { SendsTopK = false, MaxOutputTokens = 11, MaxTokensField = "max_completion_tokens" };
        world.Request = ProviderWorld.AskFor(new LlmSettings { ModelOptions = new ModelOptions { TopK = 40 } });
        await world.Succeeds();
        Options(world).ShouldBe("""{"max_completion_tokens":11}""");
    }

    [Fact]
    public async Task Options_of_this_provider_are_added_or_replace_ours_and_those_of_others_stay_here()
    {
        await using var world = await Start();
        world.Request = ProviderWorld.AskFor(new LlmSettings
        {
            ModelOptions = new ModelOptions { Temperature = 1 },
            ProviderOptions = Source.Object("""{"acme":{"reasoningEffort":"low","temperature":0.10,"logit_bias":{"someToken":1}},"other":{"x":1}}"""),
        });
        await world.Succeeds();
        Options(world).ShouldBe("""{"reasoning_effort":"low","temperature":0.1,"logit_bias":{"someToken":1}}""");
    }

    [Theory]
    [InlineData("messages")]
    [InlineData("streamOptions")]
    public async Task Options_that_would_replace_the_request_itself_are_refused_before_anything_is_sent(string field)
    {
        await using var world = await Start();
        world.Request = ProviderWorld.AskFor(new LlmSettings { ProviderOptions = Source.Object($$$"""{"acme":{"{{{field}}}":[]}}""") });
        var failure = await world.Fails();
        (failure.Error.Code, failure.IsPermanent).ShouldBe(("model.bad-request", true));
        failure.Error.Message.ShouldContain($"providerOptions.acme.{field}");
        world.Server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_output_schema_goes_out_as_a_strict_response_format()
    {
        await using var world = await Start();
        world.Request = ProviderWorld.AskFor(new LlmSettings { OutputSchema = Source.Object("""{"type":"object","properties":{"a":{"maximum":1.50}}}""") });
        await world.Succeeds();
        Options(world).ShouldBe(
            """{"response_format":{"type":"json_schema","json_schema":{"name":"output","strict":true,"schema":{"type":"object","properties":{"a":{"maximum":1.5}}}}}}""");
    }

    [Fact]
    public async Task The_key_goes_out_in_its_header_alone()
    {
        await using var world = await Start();
        await world.Succeeds();
        world.Sent.Headers.Single(header => header.Value.Contains(ProviderWorld.Secret, StringComparison.Ordinal))
            .ShouldBe(new("Authorization", $"Bearer {ProviderWorld.Secret}"));
        Json(world).ShouldNotContain(ProviderWorld.Secret);
    }

    [Fact]
    public async Task A_provider_without_a_key_gets_none()
    {
        await using var world = await Start();
        world.Options = world.Options with { Key = null, KeyVariable = "" };
        await world.Succeeds();
        world.Sent.Headers.Keys.ShouldNotContain("Authorization");
    }

    private static Task<ProviderWorld> Start() => ProviderWorld.Start(ModelApi.OpenAi, Answer.Events(Wire.Whole(ModelApi.OpenAi, "{}")));

    private static string Json(ProviderWorld world) => world.Sent.Body.ToString(Formatting.None);

    /// <summary>What goes out beside the conversation.</summary>
    private static string Options(ProviderWorld world)
    {
        var rest = (JObject)world.Sent.Body.DeepClone();
        foreach (var name in new[] { "model", "messages", "stream", "stream_options" })
            rest.Remove(name).ShouldBeTrue();
        return rest.ToString(Formatting.None);
    }
}
