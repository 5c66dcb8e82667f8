using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;
using Runs.Domain.Runs.Tools;
using Runs.Domain.Strategies;

namespace Runs.Actors.Attempts;

/// <summary>Takes what an attempt needs out of the run's state.</summary>
internal static class AttemptSpecs
{
    public static AttemptSpec Of(RunState state, RunId run, LiveAttempt live)
    {
        var segment = state.Current!;
        var step = state.Steps[live.Step];
        var node = segment.Plan.Nodes[step.Node];
        var agent = segment.Plan.Agents[node.AgentIndex];
        var spec = new AttemptSpec
        {
            Key = new(run, live.Unit, live.Attempt),
            Step = live.Step,
            Agent = agent,
            Cwd = segment.Cwd,
            Message = step.Message,
            Heartbeat = node.Heartbeat,
        };
        return agent.Settings switch
        {
            ProcessSettings process => spec with
            {
                Args = [.. process.Args.Select(arg => TaskText.Render(arg, state, step))],
                Stdin = process.Stdin is { } stdin ? TaskText.Render(stdin, state, step) : step.Message,
            },
            HttpSettings http => spec with
            {
                Url = TaskText.RenderParts(http.Url, state, step),
                Body = http.Body is { } body ? TaskText.RenderParts(body, state, step)
                    : http.Method.SendsMessage() ? [new RenderedPart(step.Message, IsValue: false)]
                    : null,
            },
            LlmSettings settings when live.IsCompaction => Summary(spec, state, step, settings),
            LlmSettings settings => spec with
            {
                History = Compactions.Context(state, step),
                Rounds = step.Loop?.Rounds ?? [],
                Tools = BuiltInTools.Of(settings.Tools),
            },
            _ => spec,
        };
    }

    /// <summary>The model is given the old records as one text, and none of what the agent is told to be and to do.</summary>
    private static AttemptSpec Summary(AttemptSpec spec, RunState state, StepState step, LlmSettings settings) => spec with
    {
        IsHidden = true,
        Agent = spec.Agent with
        {
            SystemPrompt = Compactions.SystemPrompt,
            Settings = settings with { OutputSchema = null, Tools = [] },
        },
        Message = Compactions.Transcript(state, step),
    };
}
