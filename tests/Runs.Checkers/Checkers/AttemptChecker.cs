using Runs.Checkers.Auditing;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;

namespace Runs.Checkers.Checkers;

/// <summary>No attempt of a step or of a call is dispatched twice, however often the step is begun anew or its flow goes round.</summary>
internal sealed class AttemptChecker : RunChecker
{
    private readonly Dictionary<StepId, int> _attempts = [];

    /// <inheritdoc/>
    public override string Promise => "Each attempt is dispatched once.";

    /// <inheritdoc/>
    public override string? Problem(in RunMoment moment) => moment.Raised switch
    {
        StepDispatched dispatched => Attempt(dispatched.Unit.Value is null ? dispatched.Step : dispatched.Unit, dispatched.Attempt),
        SubRunOpened opened => Attempt(opened.Step, opened.Attempt),
        _ => null,
    };

    private string? Attempt(StepId unit, int attempt)
    {
        if (_attempts.TryGetValue(unit, out var last) && attempt <= last)
            return $"made attempt {attempt} of {unit} after attempt {last}";
        _attempts[unit] = attempt;
        return null;
    }
}
