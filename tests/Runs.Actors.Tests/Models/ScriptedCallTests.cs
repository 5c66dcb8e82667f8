using Runs.Actors.Attempts;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Tools;
using Runs.Steps.Models;
using Runs.TestKit.Artifacts;

namespace Runs.Actors.Tests.Models;

public sealed class ScriptedCallTests
{
    private static readonly ScriptedModel Script = new()
    {
        Name = "test/asker",
        Calls = ["ask_question {\"question\": \"Why?\"}\n  todo_get  ", "ask_question {}"],
        Reply = "{{toolResult}}!",
    };

    [Fact]
    public async Task It_calls_reply_by_reply_and_then_says_its_words()
    {
        (await Reply()).Calls.ShouldBe([new ToolCall("call_1_1", "ask_question", """{"question": "Why?"}"""), new ToolCall("call_1_2", "todo_get", "{}")]);
        (await Reply("a")).Calls.ShouldBe([new ToolCall("call_2_1", "ask_question", "{}")]);
        var last = await Reply("a", "b");
        (last.Calls.Count, last.Output.Inline).ShouldBe((0, "b!"));
    }

    [Fact]
    public async Task Without_tools_it_has_words_alone() =>
        ((AttemptOutcome.Succeeded)await Make(Script).Reply(Request() with { Tools = [] }, new RecordingOutput(), default)).Output.Inline.ShouldBe("!");

    [Fact]
    public async Task It_fails_before_it_calls()
    {
        var failing = Make(Script with { Error = "busy", FailTimes = 1 });
        (await failing.Reply(Request(), new RecordingOutput(), default)).ShouldBeOfType<AttemptOutcome.Failed>();
        (await failing.Reply(Request() with { Key = new(RunId.Parse("r"), StepId.Root(1), 2) }, new RecordingOutput(), default))
            .ShouldBeOfType<AttemptOutcome.Succeeded>().Calls.Count.ShouldBe(2);
    }

    [Fact]
    public void An_entry_without_a_tool_is_refused()
    {
        ScriptedChatModel.TryCreate(Script with { Calls = [" \n "] }, new MemoryArtifactStore(), TimeProvider.System, out _, out var error).ShouldBeFalse();
        error.ShouldNotBeNull().Message.ShouldBe("Scripted model \"test/asker\": an entry of calls names no tool.");
    }

    private static async Task<AttemptOutcome.Succeeded> Reply(params string[] said) =>
        (AttemptOutcome.Succeeded)await Make(Script).Reply(
            Request() with { Exchange = [.. said.SelectMany(text => new ChatMessage[] { new(ChatRole.Assistant, ""), new(ChatRole.Tool, text) })] },
            new RecordingOutput(),
            default);

    private static AttemptRequest Request() => new()
    {
        Key = new(RunId.Parse("r"), StepId.Root(1), 1),
        Agent = new PlanAgent { Index = 0, Name = "a", Kind = PlanAgentKind.Llm, Settings = new LlmSettings() },
        Cwd = "/",
        Message = "hi",
        Tools = [AskQuestion.Definition],
    };

    private static ScriptedChatModel Make(ScriptedModel script) =>
        ScriptedChatModel.TryCreate(script, new MemoryArtifactStore(), TimeProvider.System, out var model, out var error) ? model : throw new ArgumentException(error.Message);
}
