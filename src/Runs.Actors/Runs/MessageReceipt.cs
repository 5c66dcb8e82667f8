using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Runs;

/// <summary>What became of a message to a step.</summary>
/// <param name="Run">The run.</param>
/// <param name="Step">The step.</param>
/// <param name="Channel">The channel.</param>
public sealed record MessageReceipt(RunId Run, StepId Step, MessageChannel Channel)
{
    /// <summary>The id that the client gave the message; <see langword="null"/> for none.</summary>
    public string? ClientMessageId { get; init; }

    /// <summary>Whether it is stored, and told with a later model call of the step unless the step ends before.</summary>
    public bool Accepted { get; init; }

    /// <summary>Why it wasn't accepted, or why it was and the model was never told; <see langword="null"/> for neither.</summary>
    public string? UndeliveredReason { get; init; }

    /// <summary>The model call that it was told with; <see langword="null"/> while there is none.</summary>
    public StepId? DeliveredIn { get; init; }

    /// <summary>Whether it had been sent before, under the same id: this is what became of it then.</summary>
    public bool Reused { get; init; }

    /// <summary>The event that stored it; 0 for a refusal that isn't remembered.</summary>
    public long Seq { get; init; }
}
