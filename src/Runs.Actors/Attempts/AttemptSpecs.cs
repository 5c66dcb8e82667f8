using Runs.Actors.Artifacts;
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
            Deadline = live.Deadline,
            Agent = agent,
            Cwd = segment.Cwd,
            StepCwd = node.Cwd,
            OutputLimit = node.OutputLimit,
            InlineLimit = node.KeepsInline ? ArtifactText.DecidingInlineLimit : ArtifactText.InlineLimit,
            Message = step.Message,
            Heartbeat = node.Heartbeat,
        };
        return agent.Settings switch
        {
            ProcessSettings process => spec with
            {
                Args = [.. process.Args.Select(arg => TaskText.Render(arg, state, step))],
                Artifacts = new ArtifactHandover(state, step),
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

    /// <summary>Where an attempt of the run lives.</summary>
    public static AttemptPlace PlaceOf(RunId run, LiveAttempt live) => new(new(run, live.Unit, live.Attempt), live.Step, live.Node, live.Deadline);

    /// <summary>What does an attempt's work.</summary>
    public static PlanAgentKind KindOf(RunState state, LiveAttempt live)
    {
        var plan = state.Current!.Plan;
        return plan.Agents[plan.Nodes[state.Steps[live.Step].Node].AgentIndex].Kind;
    }

    /// <summary>The model is given the old records as one text, and none of what the agent is told to be and to do.</summary>
    private static AttemptSpec Summary(AttemptSpec spec, RunState state, StepState step, LlmSettings settings) => spec with
    {
        IsHidden = true,
        OutputLimit = null,
        InlineLimit = ArtifactText.InlineLimit,
        Agent = spec.Agent with
        {
            SystemPrompt = Compactions.SystemPrompt,
            Settings = settings with { OutputSchema = null, Tools = [] },
        },
        Message = Compactions.Transcript(state, step),
    };
}
