using Runs.Actors.Attempts;
using Runs.Steps.Models.Providers;

namespace Runs.Actors.Tests.Models.Providers;

public sealed class StopAndSilenceTests
{
    [Theory]
    [InlineData(ModelApi.OpenAi, false)]
    [InlineData(ModelApi.OpenAi, true)]
    [InlineData(ModelApi.Anthropic, false)]
    [InlineData(ModelApi.Anthropic, true)]
    public async Task A_stop_in_the_middle_closes_the_connection(ModelApi api, bool isForced)
    {
        await using var world = await ProviderWorld.Start(api, Answer.EventsThenSilence(Wire.Text(api, "half")));
        var reply = world.Reply();
        await world.Output.UntilText("half");
        await Stops(world, reply, isForced);
    }

    [Theory]
    [InlineData(ModelApi.OpenAi)]
    [InlineData(ModelApi.Anthropic)]
    public async Task A_stop_before_the_answer_closes_the_connection(ModelApi api)
    {
        await using var world = await ProviderWorld.Start(api, Answer.EventsThenSilence());
        var reply = world.Reply();
        await world.Server.UntilAsked();
        await Stops(world, reply, isForced: false);
    }

    /// <summary>A24: whatever a model sends, no more of it is kept than the step allows.</summary>
    [Theory]
    [InlineData(ModelApi.OpenAi)]
    [InlineData(ModelApi.Anthropic)]
    public async Task A24_a_reply_that_never_ends_is_ended_by_the_steps_limit(ModelApi api)
    {
        var isClosed = new TaskCompletionSource();
        await using var world = await ProviderWorld.Start(api, async context =>
        {
            context.RequestAborted.Register(isClosed.SetResult);
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Send(Wire.Text(api, "more "));
        });
        world.Request = world.Request with { OutputLimit = 1_000 };

        var failure = await world.Fails();
        (failure.Error.Code, failure.IsPermanent).ShouldBe(("step.output-limit", true));
        world.Output.AllText.Length.ShouldBeInRange(900, 1_000);
        await isClosed.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_stop_closes_the_connection_of_a_reply_that_never_pauses()
    {
        await using var world = await ProviderWorld.Start(ModelApi.OpenAi, async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Send(Wire.Text(ModelApi.OpenAi, "more "));
        });
        var reply = world.Reply();
        await world.Output.UntilLength(500);
        await Stops(world, reply, isForced: false);
    }

    [Fact]
    public async Task An_attempt_that_is_to_stop_already_sends_nothing()
    {
        await using var world = await ProviderWorld.Start(ModelApi.OpenAi, Answer.Events());
        world.Stop.Request();
        (await world.Reply()).ShouldBeOfType<AttemptOutcome.Stopped>();
        world.Server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ModelApi.OpenAi)]
    [InlineData(ModelApi.Anthropic)]
    public async Task Silence_in_the_middle_ends_a_reply(ModelApi api)
    {
        await using var world = await ProviderWorld.Start(api, Answer.EventsThenSilence(Wire.Text(api, "half")));
        var reply = world.Reply();
        await world.Output.UntilText("half");
        world.Time.Advance(world.Options.IdleTimeout);
        await Stalls(world, reply);
    }

    [Theory]
    [InlineData(ModelApi.OpenAi)]
    [InlineData(ModelApi.Anthropic)]
    public async Task Silence_before_the_answer_ends_it_too(ModelApi api)
    {
        await using var world = await ProviderWorld.Start(api, Answer.EventsThenSilence());
        var reply = world.Reply();
        await world.Server.UntilAsked();
        world.Time.Advance(world.Options.IdleTimeout);
        await Stalls(world, reply);
    }

    [Fact]
    public async Task Each_piece_begins_the_time_anew()
    {
        using var next = new SemaphoreSlim(0);
        await using var world = await ProviderWorld.Start(ModelApi.OpenAi, async context =>
        {
            // Nothing is heard before its time: each wait is for the clock to have been moved.
            await next.WaitAsync(context.RequestAborted);
            await context.Send(Wire.Text(ModelApi.OpenAi, "a"));
            await next.WaitAsync(context.RequestAborted);
            foreach (var data in Wire.Whole(ModelApi.OpenAi, "b"))
                await context.Send(data);
        });
        var almost = world.Options.IdleTimeout - TimeSpan.FromSeconds(1);
        var reply = world.Reply();
        await world.Server.UntilAsked();
        world.Time.Advance(almost);
        next.Release();
        await world.Output.UntilText("a");
        world.Time.Advance(almost);
        next.Release();
        (await reply).ShouldBeOfType<AttemptOutcome.Succeeded>().Output.Inline.ShouldBe("ab");
    }

    private static async Task Stops(ProviderWorld world, Task<AttemptOutcome> reply, bool isForced)
    {
        if (isForced)
            world.Stop.Force();
        else
            world.Stop.Request();
        (await reply).ShouldBeOfType<AttemptOutcome.Stopped>();
        await world.Server.UntilGone();
    }

    private static async Task Stalls(ProviderWorld world, Task<AttemptOutcome> reply)
    {
        var failure = (await reply).ShouldBeOfType<AttemptOutcome.Failed>();
        (failure.Error.Code, failure.Class, failure.Error.Message).ShouldBe(("model.stalled", "transient", "Provider \"acme\" said nothing for 5m."));
        await world.Server.UntilGone();
    }
}
