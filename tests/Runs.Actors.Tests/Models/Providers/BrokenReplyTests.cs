using Microsoft.AspNetCore.Http;
using Runs.Steps.Models.Providers;

namespace Runs.Actors.Tests.Models.Providers;

public sealed class BrokenReplyTests
{
    [Theory]
    [InlineData(ModelApi.OpenAi)]
    [InlineData(ModelApi.Anthropic)]
    public async Task A_connection_that_is_cut_in_the_middle_may_be_tried_again(ModelApi api)
    {
        var seen = new TaskCompletionSource();
        await using var world = await ProviderWorld.Start(api, Answer.EventsThenCut(seen.Task, Wire.Text(api, "half")));
        var failure = world.Fails();
        await world.Output.UntilText("half");
        seen.SetResult();
        ((await failure).Error.Code, (await failure).Class).ShouldBe(("model.cut", "transient"));
    }

    [Theory]
    [InlineData(ModelApi.OpenAi)]
    [InlineData(ModelApi.Anthropic)]
    public async Task So_may_a_reply_that_ends_without_an_end(ModelApi api)
    {
        await using var world = await ProviderWorld.Start(api, Answer.Events(Wire.Text(api, "half")));
        await Fails(world, "model.cut", "transient");
        world.Output.AllText.ShouldBe("half");
    }

    [Theory]
    [InlineData(ModelApi.OpenAi)]
    [InlineData(ModelApi.Anthropic)]
    public async Task A_reply_that_was_complete_counts_though_the_connection_is_cut(ModelApi api)
    {
        var seen = new TaskCompletionSource();
        await using var world = await ProviderWorld.Start(api, Answer.EventsThenCut(seen.Task, Wire.Finish(api), Wire.Text(api, "whole")));
        var success = world.Succeeds();
        await world.Output.UntilText("whole");
        seen.SetResult();
        (await success).Output.Inline.ShouldBe("whole");
    }

    [Theory]
    [InlineData(ModelApi.OpenAi, "{\"choices\":[{")]
    [InlineData(ModelApi.OpenAi, "{\"choices\":[7]}")]
    [InlineData(ModelApi.OpenAi, "{\"choices\":{}}")]
    [InlineData(ModelApi.OpenAi, "{\"choices\":[{\"delta\":{\"content\":[1]}}]}")]
    [InlineData(ModelApi.OpenAi, "{} {}")]
    [InlineData(ModelApi.OpenAi, "hello")]
    [InlineData(ModelApi.Anthropic, "{\"type\":")]
    [InlineData(ModelApi.Anthropic, "{}")]
    [InlineData(ModelApi.Anthropic, "{\"type\":\"content_block_delta\",\"delta\":{\"text\":{}}}")]
    public async Task An_event_that_is_not_in_the_protocol_ends_it(ModelApi api, string data)
    {
        await using var world = await ProviderWorld.Start(api, Answer.EventsThenSilence(data));
        await Fails(world, "model.malformed", null);
        await world.Server.UntilGone();
    }

    [Fact]
    public async Task So_does_json_that_nests_without_end()
    {
        await using var world = await ProviderWorld.Start(ModelApi.OpenAi, Answer.EventsThenSilence($"{{\"a\":{new string('[', 100_000)}"));
        await Fails(world, "model.malformed", null);
    }

    [Theory]
    [InlineData("application/json", "{\"choices\":[]}")]
    [InlineData("text/html", "<html>hello</html>")]
    public async Task An_answer_that_is_no_stream_is_malformed(string contentType, string body)
    {
        await using var world = await ProviderWorld.Start(ModelApi.OpenAi, Answer.Status(200, body, ("content-type", contentType)));
        await Fails(world, "model.malformed", null);
    }

    [Theory]
    [InlineData(ModelApi.OpenAi, "rate_limit_error", "model.rate-limited", "transient")]
    [InlineData(ModelApi.Anthropic, "overloaded_error", "model.unavailable", "transient")]
    [InlineData(ModelApi.Anthropic, "rate_limit_error", "model.rate-limited", "transient")]
    [InlineData(ModelApi.OpenAi, "server_error", "model.unavailable", "transient")]
    [InlineData(ModelApi.OpenAi, "invalid_request_error", "model.bad-request", null)]
    public async Task An_error_in_the_middle_is_judged_by_its_type(ModelApi api, string type, string code, string? errorClass)
    {
        await using var world = await ProviderWorld.Start(api, Answer.EventsThenSilence(Wire.Text(api, "half"), Wire.Error(type, "Too bad.")));
        await Fails(world, code, errorClass);
    }

    [Fact]
    public async Task An_error_in_the_middle_may_carry_a_status()
    {
        await using var world = await ProviderWorld.Start(ModelApi.OpenAi, Answer.EventsThenSilence("""{"error":{"code":404,"message":"Gone."},"choices":[]}"""));
        (await world.Fails()).Error.Message.ShouldBe("Provider \"acme\" answered 404: Gone.");
    }

    [Fact]
    public async Task A_reply_over_the_limit_is_given_up_even_if_it_is_one_event_without_an_end()
    {
        await using var world = await ProviderWorld.Start(ModelApi.OpenAi, async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync("data: ");
                await context.Response.Body.FlushAsync();
            }
        });
        world.Options = world.Options with { ReplyLimit = 10_000 };
        var failure = await world.Fails();
        (failure.Error.Code, failure.IsPermanent).ShouldBe(("model.too-large", true));
        await world.Server.UntilGone();
    }

    private static async Task Fails(ProviderWorld world, string code, string? errorClass)
    {
        var failure = await world.Fails();
        (failure.Error.Code, failure.Class).ShouldBe((code, errorClass), failure.Error.Message);
    }
}
