using Runs.Steps.Models.Providers;

namespace Runs.Actors.Tests.Models.Providers;

public sealed class RefusedRequestTests
{
    public static TheoryData<ModelApi, int, string, string?, bool> Statuses
    {
        get
        {
            var data = new TheoryData<ModelApi, int, string, string?, bool>();
            foreach (var api in Enum.GetValues<ModelApi>())
            {
                foreach (var status in new[] { 302, 400, 413, 422 })
                    data.Add(api, status, "model.bad-request", null, true);
                foreach (var status in new[] { 401, 403 })
                    data.Add(api, status, "model.auth", null, true);
                foreach (var status in new[] { 408, 409, 500, 502, 503, 529 })
                    data.Add(api, status, "model.unavailable", "transient", false);
                data.Add(api, 402, "model.quota", null, true);
                data.Add(api, 404, "model.not-found", null, true);
                data.Add(api, 429, "model.rate-limited", "transient", false);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task A_status_decides_about_the_code_and_whether_trying_again_can_help(ModelApi api, int status, string code, string? errorClass, bool isPermanent)
    {
        await using var world = await ProviderWorld.Start(api, Answer.Status(status, """{"error":{"message":"Because.","type":"t"}}"""));
        var failure = await world.Fails();
        (failure.Error.Code, failure.Class, failure.IsPermanent).ShouldBe((code, errorClass, isPermanent));
        failure.Error.Message.ShouldStartWith($"Provider \"acme\" answered {status}: ");
        world.Server.Requests.Length.ShouldBe(1);
    }

    [Theory]
    [InlineData(ModelApi.OpenAi, "retry-after-ms", "1500", 1.5)]
    [InlineData(ModelApi.OpenAi, "retry-after", "7", 7.0)]
    [InlineData(ModelApi.OpenAi, "retry-after", "Fri, 02 Jan 2026 03:04:35 GMT", 30.0)]
    [InlineData(ModelApi.OpenAi, "retry-after", "Fri, 02 Jan 2026 03:00:00 GMT", 0.0)]
    [InlineData(ModelApi.Anthropic, "retry-after", "7", 7.0)]
    [InlineData(ModelApi.OpenAi, "retry-after", "99999999999", 86400.0)]
    [InlineData(ModelApi.OpenAi, "retry-after", "soon", null)]
    [InlineData(ModelApi.OpenAi, "retry-after", "-5", null)]
    public async Task How_long_to_wait_is_taken_over(ModelApi api, string header, string value, double? seconds)
    {
        await using var world = await ProviderWorld.Start(api, Answer.Status(429, "", (header, value)));
        (await world.Fails()).RetryAfter.ShouldBe(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null);
    }

    [Fact]
    public async Task The_shorter_header_comes_first()
    {
        await using var world = await ProviderWorld.Start(ModelApi.OpenAi, Answer.Status(503, "", ("retry-after", "9"), ("retry-after-ms", "200")));
        (await world.Fails()).RetryAfter.ShouldBe(TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public async Task A_quota_that_is_used_up_does_not_pass_by_itself()
    {
        await using var world = await ProviderWorld.Start(
            ModelApi.OpenAi, Answer.Status(429, """{"error":{"message":"You exceeded your quota.","code":"insufficient_quota"}}""", ("retry-after", "1")));
        var failure = await world.Fails();
        (failure.Error.Code, failure.IsPermanent, failure.RetryAfter).ShouldBe(("model.quota", true, null));
    }

    [Theory]
    [InlineData("""{"error":{"message":"No such\nthing."}}""", "answered 400: No such thing.")]
    [InlineData("""{"error":"No such thing."}""", "answered 400: No such thing.")]
    [InlineData("""{"message":"No such thing."}""", "answered 400: No such thing.")]
    [InlineData("<html>", "answered 400.")]
    [InlineData("", "answered 400.")]
    public async Task The_message_says_what_the_provider_said_on_one_line(string body, string expected)
    {
        await using var world = await ProviderWorld.Start(ModelApi.OpenAi, Answer.Status(400, body));
        (await world.Fails()).Error.Message.ShouldBe($"Provider \"acme\" {expected}");
    }

    [Fact]
    public async Task A_long_message_is_cut_off()
    {
        await using var world = await ProviderWorld.Start(ModelApi.OpenAi, Answer.Status(400, $$"""{"message":"{{new string('x', 10_000)}}"}"""));
        (await world.Fails()).Error.Message.Length.ShouldBeLessThan(600);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(500)]
    public async Task A_provider_that_quotes_the_key_does_not_get_it_into_the_message(int status)
    {
        await using var world = await ProviderWorld.Start(
            ModelApi.OpenAi, Answer.Status(status, $$$"""{"error":{"message":"Incorrect API key provided: {{{ProviderWorld.Secret}}}."}}"""));
        (await world.Fails()).ToString().ShouldNotContain(ProviderWorld.Secret);
    }

    [Fact]
    public async Task Nothing_listens_there()
    {
        await using var world = await ProviderWorld.Start(ModelApi.OpenAi, Answer.Events());
        await world.Server.DisposeAsync();
        await Unavailable(world);
    }

    [Theory]
    [InlineData(ModelApi.OpenAi)]
    [InlineData(ModelApi.Anthropic)]
    public async Task A_connection_that_is_cut_before_the_answer_may_be_tried_again(ModelApi api)
    {
        await using var world = await ProviderWorld.Start(api, Answer.Cut());
        await Unavailable(world);
    }

    private static async Task Unavailable(ProviderWorld world)
    {
        var failure = await world.Fails();
        (failure.Error.Code, failure.Class).ShouldBe(("model.unavailable", "transient"));
        failure.Error.Message.ShouldContain("\"acme\" can't be reached");
    }
}
