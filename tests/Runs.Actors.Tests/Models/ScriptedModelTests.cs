using Runs.Actors.Artifacts;
using Runs.Actors.Attempts;
using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;
using Runs.Steps.Models;
using Runs.TestKit.Artifacts;
using Runs.TestKit.Simulation;

namespace Runs.Actors.Tests.Models;

public sealed class ScriptedModelTests
{
    private readonly MemoryArtifactStore _artifacts = new();
    private readonly RecordingOutput _output = new();

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("{{model}} {{ input }} {{messageCount}} {{attempt}}", "test/model what? 3 2")]
    [InlineData("{{{{input}}", "{{input}}")]
    public void A_reply_is_one_delta_with_its_look_ups_filled_in(string reply, string expected)
    {
        var request = Request(attempt: 2) with { History = [new(ChatRole.User, "hello"), new(ChatRole.Assistant, "hi")] };
        Succeeds(Model() with { Reply = reply, Thinking = reply }, request).Output.Inline.ShouldBe(expected);
        _output.Deltas.ShouldBe(expected.Length == 0 ? [] : [expected]);
        _output.Thought.ShouldBe(expected);
    }

    [Fact]
    public void What_the_user_says_is_never_read_as_a_look_up() =>
        Succeeds(Model() with { Reply = "{{input}}" }, Request() with { Message = "{{model}}" }).Output.Inline.ShouldBe("{{model}}");

    [Fact]
    public void Deltas_are_streamed_round_after_round()
    {
        var outcome = Succeeds(Model() with { Deltas = ["a", "{{attempt}}"], Repeat = 3, Usage = new Usage(5, 7) }, Request());
        outcome.Output.Inline.ShouldBe("a1a1a1");
        outcome.Usage.ShouldBe(new Usage(5, 7));
        outcome.FinishReason.ShouldBe("stop");
        _output.Deltas.ShouldBe(["a", "1", "a", "1", "a", "1"]);
    }

    [Fact]
    public void A24_a_reply_beyond_the_steps_limit_is_cut_off()
    {
        var failure = Fails(Model() with { Deltas = ["é"], Repeat = 1_000_000 }, Request() with { OutputLimit = 9 });
        (failure.Error.Code, failure.IsPermanent).ShouldBe(("step.output-limit", true));
        _output.AllText.ShouldBe("éééé");
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(3, "aba")]
    [InlineData(9, "abab")]
    public void A_failure_comes_after_so_many_deltas(int failAfter, string shown)
    {
        var failure = Fails(Model() with { Deltas = ["a", "b"], Repeat = 2, Error = "Overloaded.", FailAfter = failAfter }, Request());
        failure.ShouldBe(new AttemptOutcome.Failed(new RunError("model.error", "Overloaded.")));
        _output.AllText.ShouldBe(shown);
    }

    [Fact]
    public void A_retryable_error_is_transient_and_has_the_code_that_was_set()
    {
        var failure = Fails(Model() with { Error = "Slow down.", ErrorCode = "model.rate-limit", Retryable = true }, Request());
        (failure.Error.Code, failure.Class, failure.IsPermanent).ShouldBe(("model.rate-limit", "transient", false));
    }

    [Fact]
    public void It_fails_so_many_times_and_then_succeeds()
    {
        var model = Model() with { Reply = "at last", Error = "Not yet.", FailTimes = 2 };
        Fails(model, Request(attempt: 2));
        Succeeds(model, Request(attempt: 3)).Output.Inline.ShouldBe("at last");
    }

    [Fact]
    public void A_large_reply_goes_to_the_artifact_store()
    {
        var outcome = Succeeds(Model() with { Reply = "0123456789", Repeat = 10_000 }, Request());
        outcome.Output.Parts.ShouldHaveSingleItem().Artifact!.Bytes.ShouldBe(100_000);
        _artifacts.Count.ShouldBe(1);
    }

    [Fact]
    public void A_stopped_attempt_says_nothing_more()
    {
        using var stop = new StopSwitch();
        stop.Request();
        Reply(Model() with { Reply = "never" }, Request(), stop.Stop).ShouldBeOfType<AttemptOutcome.Stopped>();
        _output.AllText.ShouldBeEmpty();
    }

    [Fact]
    public void Delays_pass_in_virtual_time_before_each_delta()
    {
        var kernel = new SimulationKernel(1);
        var began = kernel.Now;
        kernel.Run(async () =>
        {
            var model = Create(Model() with { Deltas = ["a", "b"], Delay = TimeSpan.FromSeconds(2) }, kernel.World.Time);
            (await model.Reply(Request(), _output, default)).ShouldBeOfType<AttemptOutcome.Succeeded>().Output.Inline.ShouldBe("ab");
        });
        (kernel.Now - began).ShouldBe(TimeSpan.FromSeconds(4));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_stop_ends_a_delay(bool isForced)
    {
        var kernel = new SimulationKernel(1);
        var began = kernel.Now;
        using var stop = new StopSwitch();
        kernel.Run(async () =>
        {
            var model = Create(Model() with { Deltas = ["a", "b"], Delay = TimeSpan.FromMinutes(1) }, kernel.World.Time);
            var attempt = model.Reply(Request(), _output, stop.Stop);
            await Task.Delay(TimeSpan.FromSeconds(90), kernel.World.Time);
            if (isForced)
                stop.Force();
            else
                stop.Request();
            (await attempt).ShouldBeOfType<AttemptOutcome.Stopped>();
        });
        (kernel.Now - began).ShouldBe(TimeSpan.FromSeconds(90));
        _output.AllText.ShouldBe("a");
    }

    public static TheoryData<ScriptedModel, string> Faults => new()
    {
        { Model() with { Name = "" }, "name" },
        { Model() with { Reply = "{{imput}}" }, "unknown look-up {{imput}}; known are model, input, messageCount, toolResult, attempt" },
        { Model() with { Thinking = "{{steps.a.output}}" }, "unknown look-up" },
        { Model() with { Deltas = ["fine", "{{oops"] }, "never closed" },
        { Model() with { Reply = "a", Deltas = ["b"] }, "both" },
        { Model() with { Repeat = 0 }, "repeat" },
        { Model() with { Delay = TimeSpan.FromTicks(-1) }, "delay" },
        { Model() with { Error = "e", FailAfter = -1 }, "failAfter" },
        { Model() with { Error = "e", FailTimes = 0 }, "failTimes" },
        { Model() with { FailTimes = 1 }, "need an error" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_script_with_a_fault_is_refused(ScriptedModel script, string message)
    {
        ScriptedChatModel.TryCreate(script, _artifacts, TimeProvider.System, out _, out var error).ShouldBeFalse();
        error!.Code.ShouldBe("model.script");
        error.Message.ShouldContain(message);
    }

    private static ScriptedModel Model() => new() { Name = "test/model" };

    private static AttemptRequest Request(int attempt = 1) => new()
    {
        Key = new AttemptKey(RunId.Parse("run"), StepId.Root(1), attempt),
        Agent = new PlanAgent { Index = 0, Name = "writer", Kind = PlanAgentKind.Llm, Model = "test/model", Settings = new LlmSettings() },
        Cwd = "/",
        Message = "what?",
    };

    private ScriptedChatModel Create(ScriptedModel script, TimeProvider time)
    {
        ScriptedChatModel.TryCreate(script, _artifacts, time, out var model, out var error).ShouldBeTrue(error?.Message);
        return model!;
    }

    /// <summary>Without a delay the reply is there at once.</summary>
    private AttemptOutcome Reply(ScriptedModel script, AttemptRequest request, AttemptStop stop)
    {
        var reply = Create(script, TimeProvider.System).Reply(request, _output, stop).AsTask();
        reply.IsCompleted.ShouldBeTrue();
        return reply.Result;
    }

    private AttemptOutcome.Succeeded Succeeds(ScriptedModel script, AttemptRequest request) =>
        Reply(script, request, default).ShouldBeOfType<AttemptOutcome.Succeeded>();

    private AttemptOutcome.Failed Fails(ScriptedModel script, AttemptRequest request) =>
        Reply(script, request, default).ShouldBeOfType<AttemptOutcome.Failed>();
}
