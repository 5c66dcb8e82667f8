using Runs.Actors;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Node.Doors;

namespace Runs.Node.Hosting;

/// <summary>Something that a person is asked: for a step's input, or by a model.</summary>
/// <param name="Step">The step.</param>
/// <param name="Unit">The step, or the model's tool call.</param>
/// <param name="AgentName">Who asks.</param>
/// <param name="Question">What is asked; empty for nothing in particular.</param>
/// <param name="Since">Since when.</param>
/// <param name="RequestId">The id of a model's question; <see langword="null"/> for a step's input.</param>
internal sealed record AwaitedAnswer(StepId Step, StepId Unit, string AgentName, string Question, DateTimeOffset Since, string? RequestId)
{
    /// <summary>Everything that is asked in a run, the oldest first.</summary>
    public static IReadOnlyList<AwaitedAnswer> In(RunState state) =>
    [
        .. state.Inputs.Values.Select(input => new AwaitedAnswer(input.Step, input.Step, input.AgentName, state.Steps[input.Step].Message.Preview, input.Since, null))
            .Concat(state.Questions.Values.Select(open => new AwaitedAnswer(open.Step, open.Unit, open.AgentName, open.Question, open.Since, open.RequestId)))
            .OrderBy(asked => asked.Since).ThenBy(asked => asked.Unit),
    ];

    /// <summary>Answers it.</summary>
    public Task<RunResult<Acknowledged>> Give(IRunsDoor door, RunId run, string text) =>
        RequestId is { } request ? door.AnswerQuestion(run, request, text) : door.Answer(run, AgentName, text, Step.Value);
}
