using System.Globalization;
using Runs.Domain;
using Runs.Domain.Contents;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Artifacts;

/// <summary>
/// The final artifact of a step: what it was, what it was told, and what came of it, in Markdown. It follows from the run's state alone.
/// What it quotes can't end the quotation, whatever it is.
/// </summary>
internal static class FinalDocument
{
    /// <summary>Makes it.</summary>
    /// <param name="state">The run.</param>
    /// <param name="step">The step, which has ended.</param>
    /// <param name="show">Shows a whole content to somebody.</param>
    public static async ValueTask<Content> Of(RunState state, StepState step, Func<Content, IContentPass, ValueTask> show)
    {
        var parts = new List<ContentPart> { new(Header(state, step)), new(UpstreamTable.Of(state, step)) };
        if (Objective(state, step) is { IsEmpty: false } objective)
            await Quote("Objective", objective);
        await Quote("Task", step.Message);
        if (step.Phase == StepPhase.Succeeded)
            await Quote("Output", step.Output ?? Content.Empty);
        if (step.Error is { } error)
            await Quote("Error", Content.Of($"{error.Code}: {error.Message}"));
        if (step.Phase != StepPhase.Succeeded && step.Partial is { } partial)
            await Quote("Partial text", Content.Of(partial));
        return Content.Of(parts);

        async ValueTask Quote(string heading, Content content)
        {
            var fence = new FencePass();
            await show(content, fence);
            parts.Add(new($"\n## {heading}\n\n{fence.Fence}text\n"));
            parts.AddRange(content.Parts);
            parts.Add(new($"\n{fence.Fence}\n"));
        }
    }

    private static string Header(RunState state, StepState step)
    {
        var segment = state.Current!;
        var node = segment.Plan.Nodes[step.Node];
        var agent = segment.Plan.Agents[node.AgentIndex];
        var header = new HeaderText(StepLabel.Of(state, step), step.Phase.ToWord());
        header.Add("run", state.RunId);
        header.Add("strategy", segment.Plan.Name);
        header.Add("step", step.Id.Value);
        header.Add("status", step.Phase.ToWord());
        header.Add("reason", step.Error?.Code);
        header.Add("stop reason", step.FinishReason);
        header.Add("agent", agent.Name);
        header.Add("type", agent.Kind.ToString().ToLowerInvariant());
        header.Add("model", agent.Model);
        header.Add("attempts", step.Attempt.ToString(CultureInfo.InvariantCulture));
        header.Add("cwd", agent.Settings is ProcessSettings ? Path.Combine(segment.Cwd, node.Cwd ?? "") : null);
        var child = segment.Plan.Nodes[UpstreamTable.Child(state, step).Node];
        header.Add("needs", Names(state, child.Needs));
        header.Add("after", Names(state, child.After));
        header.Add("started", Time(step.StartedAt));
        header.Add("ended", Time(step.EndedAt));
        return header.ToString();
    }

    /// <summary>What the innermost graph around the step is for.</summary>
    private static Content? Objective(RunState state, StepState step)
    {
        for (var flow = state.Steps[step.Parent]; ; flow = state.Steps[flow.Parent])
        {
            if (state.Current!.Plan.Nodes[flow.Node].Objective is { } objective)
                return TaskText.Render(objective, state, flow);
            if (flow.Id == flow.Parent)
                return null;
        }
    }

    private static string? Names(RunState state, IEnumerable<int> nodes) => string.Join(", ", nodes.Select(node => state.Current!.Plan.Nodes[node].Id));

    private static string? Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
