using Runs.Actors.Attempts;
using Runs.Checkers.Evidence;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;

namespace Runs.Checkers.Checkers;

/// <summary>What is stored as the result of an attempt is what the handler of this very attempt returned, and not of an earlier one that came late.</summary>
internal sealed class OutcomeChecker : IChecker
{
    /// <inheritdoc/>
    public string Promise => "The result that is stored of an attempt is what the handler of this very attempt returned.";

    /// <inheritdoc/>
    public IEnumerable<string> Problems(CaseFile file)
    {
        if (file.Testimony.Invocations is not { } invocations)
            yield break;
        var returned = invocations
            .Where(invocation => invocation.Result is not null)
            .ToLookup(invocation => invocation.Key, invocation => invocation.Result!);
        foreach (var run in file.Runs)
        {
            // The other attempts are those of sub-runs, which no handler executes.
            var dispatched = new HashSet<AttemptKey>();
            foreach (var stored in run.Events)
            {
                if (stored.Raised is StepDispatched raised)
                    dispatched.Add(InvocationChecker.KeyOf(run.Run, raised));
                if (ResultOf(run.Run, stored.Raised) is not ({ } key, { Inline: { } text }) || !dispatched.Contains(key))
                    continue;
                if (!returned[key].Contains(text))
                    yield return $"{key} is stored with the result \"{text}\", and its handler returned \"{string.Join("\", \"", returned[key])}\" (event {stored.Seq})";
            }
        }
    }

    private static (AttemptKey? Key, Content? Text) ResultOf(RunId run, RunEvent raised) => raised switch
    {
        ModelReplied replied => (new AttemptKey(run, replied.Unit, replied.Attempt), replied.Text),
        StepSucceeded { Attempt: > 0, Output: { } output } succeeded => (new AttemptKey(run, succeeded.Step, succeeded.Attempt), output),
        _ => (null, null),
    };
}
