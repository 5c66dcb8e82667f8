using Runs.Domain.Contents;
using Runs.Domain.Identity;

namespace Runs.Domain.Runs.State;

/// <summary>One step of the current segment: a flow, an agent's step or an observer. Of a cycle only the latest round is kept.</summary>
public sealed record StepState
{
    /// <summary>Its place.</summary>
    public required StepId Id { get; init; }

    /// <summary>The flow that it belongs to; the root names itself.</summary>
    public required StepId Parent { get; init; }

    /// <summary>Its node in the plan.</summary>
    public required int Node { get; init; }

    /// <summary>Where it is.</summary>
    public StepPhase Phase { get; init; } = StepPhase.Ready;

    /// <summary>The text that reached it; with its task and steering applied once it has begun.</summary>
    public required Content Message { get; init; }

    /// <summary>Its result, once it has one.</summary>
    public Content? Output { get; init; }

    /// <summary>The number of its latest attempt, over all its calls; 0 before the first.</summary>
    public int Attempt { get; init; }

    /// <summary>The attempts that were made before the retry policy began to count anew (see resume).</summary>
    public int AttemptsForgiven { get; init; }

    /// <summary>What its model calls used.</summary>
    public Usage Usage { get; init; }

    /// <summary>Why its last model call ended, in the model's words.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Why the latest attempt, or the step, failed.</summary>
    public RunError? Error { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Until when it waits, for delays and between attempts.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The id of the sub-run of its latest attempt; <see langword="null"/> for a step without one.</summary>
    public string? SubRun { get; init; }

    /// <summary>How far a model's step is that needs more than one call; <see langword="null"/> until it does.</summary>
    public AgentLoop? Loop { get; init; }

    /// <summary>The number of the latest attempt among those of its call, from 1; 0 before the first.</summary>
    public int AttemptOfCall => Attempt - (Loop?.AttemptsBefore ?? 0);

    /// <summary>Of a graph's step: how many of the steps that it waits for have not ended as it needs.</summary>
    public int Unmet { get; init; }

    /// <summary>Whether it holds a slot of its graph.</summary>
    public bool HoldsSlot { get; init; }

    /// <summary>Which item of a list it works on, from 0; -1 for a step that is no instance of a list's.</summary>
    public int Instance { get; init; } = -1;

    /// <summary>Whether its result was taken over from the run that this one is a fork of.</summary>
    public bool IsTaken { get; init; }

    /// <summary>What its latest failed attempt had said; <see langword="null"/> for nothing.</summary>
    public string? Partial { get; init; }

    /// <summary>How far a flow is; <see langword="null"/> for an agent's step.</summary>
    public FlowProgress? Flow { get; init; }
}
