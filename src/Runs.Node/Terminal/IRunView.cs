using Runs.Actors.Subscriptions;
using Runs.Domain.Runs.State;

namespace Runs.Node.Terminal;

/// <summary>Shows one run that is executed or watched here.</summary>
internal interface IRunView : IAsyncDisposable
{
    /// <summary>Something has happened.</summary>
    void Show(RunUpdate update);

    /// <summary>A sentence for the person before the terminal.</summary>
    void Note(string sentence);

    /// <summary>A question for that person. Until the answer, or the next question, nothing else is drawn over it.</summary>
    void Ask(string agent, string question);

    /// <summary>The question was answered, or nobody wants the answer any more.</summary>
    void Asked();

    /// <summary>This is how it ends, here and now.</summary>
    /// <param name="outcome">What came of it.</param>
    /// <param name="result">The whole result of a completed run.</param>
    void End(RunOutcome outcome, string? result);
}
