using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>How clients name a step that takes or took messages.</summary>
public static class MessagedSteps
{
    /// <summary>
    /// The step of a reference, as <see cref="StepReference"/> has it, and also one that only its messages are known of any more: of an
    /// earlier round of a cycle, or an earlier segment. <see langword="null"/> for none.
    /// </summary>
    public static StepId? Find(RunState state, string reference) =>
        StepReference.Find(state, reference) ?? (state.Mailboxes.ContainsKey(new(reference)) ? new StepId(reference) : null);
}
