using Runs.Actors.Attempts;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Steps.Models;
using Runs.TestKit.Artifacts;

namespace Runs.Actors.Tests.Models;

public sealed class ModelHandlerTests
{
    [Theory]
    [InlineData("b", "second")]
    [InlineData("a", "first")]
    public async Task The_model_of_exactly_this_name_replies_and_the_first_of_two_counts(string model, string expected)
    {
        var handler = new ModelHandler(new ModelCatalog([Script("b", "second"), Script("a", "first"), Script("a", "hidden")]));
        handler.Kind.ShouldBe(PlanAgentKind.Llm);
        (await Execute(handler, model)).ShouldBeOfType<AttemptOutcome.Succeeded>().Output.Inline.ShouldBe(expected);
    }

    [Theory]
    [InlineData("A", "Model \"A\" is not configured. Configured models: [a, b]. Name one of them, or add it to the configuration.")]
    [InlineData(null, "Agent \"writer\" has no model. Configured models: [a, b]. Name one of them, or add it to the configuration.")]
    public async Task A_model_that_is_not_configured_fails_for_good(string? model, string message)
    {
        var handler = new ModelHandler(new ModelCatalog([Script("b", ""), Script("a", "")]));
        var failure = (await Execute(handler, model)).ShouldBeOfType<AttemptOutcome.Failed>();
        (failure.Error.Code, failure.Error.Message, failure.IsPermanent).ShouldBe(("model.unknown", message, true));
    }

    private static ValueTask<AttemptOutcome> Execute(ModelHandler handler, string? model)
    {
        var request = new AttemptRequest
        {
            Key = new AttemptKey(RunId.Parse("run"), StepId.Root(1), 1),
            Agent = new PlanAgent { Index = 0, Name = "writer", Kind = PlanAgentKind.Llm, Model = model, Settings = new LlmSettings() },
            Cwd = "/",
            Message = "",
        };
        return handler.Execute(request, new RecordingOutput(), default);
    }

    private static ScriptedChatModel Script(string name, string reply)
    {
        ScriptedChatModel.TryCreate(new ScriptedModel { Name = name, Reply = reply }, new MemoryArtifactStore(), TimeProvider.System, out var model, out _).ShouldBeTrue();
        return model!;
    }
}
