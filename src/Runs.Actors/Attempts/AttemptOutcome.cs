using Runs.Domain;
using Runs.Domain.Contents;
using Runs.Domain.Runs.State;
using Runs.Domain.Runs.Tools;

namespace Runs.Actors.Attempts;

/// <summary>How an attempt ended, in its handler's words.</summary>
public abstract record AttemptOutcome
{
    private AttemptOutcome()
    {
    }

    /// <summary>It has a result.</summary>
    /// <param name="Output">The result; large ones by reference (see <see cref="Artifacts.ArtifactText"/>).</param>
    public sealed record Succeeded(Content Output) : AttemptOutcome
    {
        /// <summary>What a model used.</summary>
        public Usage Usage { get; init; }

        /// <summary>Why a model ended, in its words.</summary>
        public string FinishReason { get; init; } = "stop";

        /// <summary>The tools that a model calls; it is called again with what they come to. Default: none, so that this is the result.</summary>
        public IReadOnlyList<ToolCall> Calls { get; init; } = [];
    }

    /// <summary>It has failed.</summary>
    /// <param name="Error">Why: a stable code and a sentence.</param>
    public sealed record Failed(RunError Error) : AttemptOutcome
    {
        /// <summary>The class of the error for retry policies, such as <c>transient</c>; <see langword="null"/> for none.</summary>
        public string? Class { get; init; }

        /// <summary>Whether trying again can't help, whatever the policy says: a missing executable, a model that doesn't exist.</summary>
        public bool IsPermanent { get; init; }

        /// <summary>At the earliest then, if it is tried again, as a server asked; <see langword="null"/> for the policy's wait.</summary>
        public TimeSpan? RetryAfter { get; init; }
    }

    /// <summary>It stopped as requested, without a result.</summary>
    public sealed record Stopped : AttemptOutcome;
}
