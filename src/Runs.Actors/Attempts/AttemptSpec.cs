using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;
using Runs.Domain.Runs.Tools;

namespace Runs.Actors.Attempts;

/// <summary>What an attempt needs, before large texts are loaded.</summary>
internal sealed record AttemptSpec
{
    public required AttemptKey Key { get; init; }

    public required StepId Step { get; init; }

    public required PlanAgent Agent { get; init; }

    public required string Cwd { get; init; }

    public required Content Message { get; init; }

    public IReadOnlyList<ConversationRecord> History { get; init; } = [];

    public IReadOnlyList<ToolRound> Rounds { get; init; } = [];

    public IReadOnlyList<ToolDefinition> Tools { get; init; } = [];

    public IReadOnlyList<Content> Args { get; init; } = [];

    public Content? Stdin { get; init; }

    public IReadOnlyList<RenderedPart>? Url { get; init; }

    public IReadOnlyList<RenderedPart>? Body { get; init; }

    /// <summary>Whether nobody is shown how it comes about.</summary>
    public bool IsHidden { get; init; }

    public TimeSpan? Heartbeat { get; init; }
}
