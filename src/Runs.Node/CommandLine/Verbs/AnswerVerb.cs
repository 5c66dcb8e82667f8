using System.CommandLine;
using Runs.Actors;
using Runs.Domain;
using Runs.Domain.Runs;
using Runs.Domain.Runs.State;
using Runs.Node.Hosting;
using Runs.Node.Reading;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Answers a step that waits for a person, or a question of a model, and goes on with the run.</summary>
internal sealed class AnswerVerb : RunsVerb
{
    private readonly Argument<string> _run = RunArgument();

    private readonly Argument<string> _text = new("TEXT") { Description = "The answer. One that begins with a dash stands behind two of them: -- -1" };

    private readonly Option<string?> _agent = new("--agent") { HelpName = "NAME", Description = "Whose question it is, where several ask." };

    private readonly Option<string[]> _answers = AnswerOption.Create();

    public AnswerVerb()
        : base("answer", "Answers a step that waits for a person, or a model's question, and goes on with the run here.", "runs answer 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10 \"approved\"")
    {
        Command.Add(_run);
        Command.Add(_text);
        Command.Add(_agent);
        Command.Add(_answers);
    }

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var run = ParseRun(context.Parsed.GetRequiredValue(_run));
        var text = context.Parsed.GetRequiredValue(_text);
        var agent = context.Parsed.GetValue(_agent);
        var top = await RunAncestors.Top(context, run);
        return await new ForegroundExecution(context, context.Parsed.GetValue(_answers) ?? []).Execute(top, async (door, state) =>
        {
            var asks = top == run ? state : (await StoredRun.Read(door, run)).State;
            var chosen = Choose(asks, agent);
            if (!chosen.IsOk)
                return chosen.Error;
            var answered = await chosen.Value.Give(door, run, text);
            // What goes on here is the run that everything is done for.
            return answered.IsOk && top != run ? await door.Resume(top) : answered;
        });
    }

    /// <summary>What the answer is for. Of several questions of one agent it is the oldest.</summary>
    private static RunResult<AwaitedAnswer> Choose(RunState state, string? agent)
    {
        if (state.Status == RunStatus.None)
            return new RunError(RunErrors.NotFound, $"There is no run {state.RunId}.");
        var open = AwaitedAnswer.In(state).Where(asked => agent is null || asked.AgentName == agent).ToList();
        var agents = open.Select(asked => asked.AgentName).Distinct().ToList();
        return agents.Count switch
        {
            0 when agent is not null => new RunError(RunErrors.NoPendingInput, $"No pending input request for run {state.RunId} agent {agent}"),
            0 => new RunError(RunErrors.NoPendingInput, $"Run {state.RunId} waits for no answer; it is {state.Status.ToWord()}."),
            1 => open[0],
            _ => new RunError("answer.ambiguous", $"Run {state.RunId} waits for several answers; say whose this is with --agent: {string.Join(", ", agents)}."),
        };
    }
}
