using Runs.Actors.Attempts;

namespace Runs.Steps.Models;

/// <summary>A language model that can be called.</summary>
public interface IChatModel
{
    /// <summary>The name by which agents ask for it, such as <c>openai/gpt-4o</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Answers <see cref="AttemptRequest.Message"/> in the light of <see cref="AttemptRequest.History"/> and the agent's settings.
    /// The same promises as <see cref="IStepHandler.Execute"/>.
    /// </summary>
    ValueTask<AttemptOutcome> Reply(AttemptRequest request, IAttemptOutput output, AttemptStop stop);
}
