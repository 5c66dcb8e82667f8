using Runs.Actors.Artifacts;
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

    /// <summary>When it times out.</summary>
    public DateTimeOffset Deadline { get; init; }

    public required PlanAgent Agent { get; init; }

    public required string Cwd { get; init; }

    /// <summary>The directory below <see cref="Cwd"/> that the step names.</summary>
    public string? StepCwd { get; init; }

    /// <summary>Most bytes of the output that the step allows.</summary>
    public long? OutputLimit { get; init; }

    public int InlineLimit { get; init; } = ArtifactText.InlineLimit;

    public required Content Message { get; init; }

    public IReadOnlyList<ConversationRecord> History { get; init; } = [];

    public IReadOnlyList<ToolRound> Rounds { get; init; } = [];

    public IReadOnlyList<ToolDefinition> Tools { get; init; } = [];

    public IReadOnlyList<Content> Args { get; init; } = [];

    public Content? Stdin { get; init; }

    public IReadOnlyList<RenderedPart>? Url { get; init; }

    public IReadOnlyList<RenderedPart>? Body { get; init; }

    /// <summary>The artifacts that it names; <see langword="null"/> where none is given any.</summary>
    public ArtifactHandover? Artifacts { get; init; }

    /// <summary>Whether nobody is shown how it comes about.</summary>
    public bool IsHidden { get; init; }

    public TimeSpan? Heartbeat { get; init; }
}
