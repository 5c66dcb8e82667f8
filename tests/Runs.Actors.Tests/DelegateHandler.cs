using Runs.Actors.Attempts;
using Runs.Domain.Contents;
using Runs.Domain.Plans;

namespace Runs.Actors.Tests;

/// <summary>Does what a test says.</summary>
internal sealed class DelegateHandler(
    PlanAgentKind kind, Func<AttemptRequest, IAttemptOutput, AttemptStop, ValueTask<AttemptOutcome>> work) : IStepHandler
{
    public PlanAgentKind Kind => kind;

    public ValueTask<AttemptOutcome> Execute(AttemptRequest request, IAttemptOutput output, AttemptStop stop) => work(request, output, stop);

    /// <summary>A result.</summary>
    public static AttemptOutcome Done(string text) => new AttemptOutcome.Succeeded(Content.Of(text));
}
