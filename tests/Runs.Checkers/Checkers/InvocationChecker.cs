using Runs.Actors.Attempts;
using Runs.Checkers.Evidence;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;

namespace Runs.Checkers.Checkers;

/// <summary>A handler is invoked at most once for each attempt, and only after the attempt's dispatch was committed.</summary>
internal sealed class InvocationChecker : IChecker
{
    /// <inheritdoc/>
    public string Promise => "A handler is invoked at most once for each attempt, and only for attempts that are in the journal.";

    /// <inheritdoc/>
    public IEnumerable<string> Problems(CaseFile file)
    {
        if (file.Testimony.Invocations is not { } invocations)
            yield break;
        foreach (var twice in invocations.GroupBy(invocation => invocation.Key).Where(same => same.Skip(1).Any()))
            yield return $"the handler of {twice.Key} was invoked {twice.Count()} times";
        var dispatched = file.Runs
            .SelectMany(run => run.Events.Select(stored => stored.Raised).OfType<StepDispatched>(), (run, raised) => KeyOf(run.Run, raised))
            .ToHashSet();
        foreach (var stray in invocations.Where(invocation => !dispatched.Contains(invocation.Key)))
            yield return $"the handler of {stray.Key} was invoked, which was never dispatched";
    }

    /// <summary>The attempt that an event dispatches.</summary>
    public static AttemptKey KeyOf(RunId run, StepDispatched raised) =>
        new(run, raised.Unit.Value is null ? raised.Step : raised.Unit, raised.Attempt);
}
