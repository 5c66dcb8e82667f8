using Runs.Domain.Admissions;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Tests.Runs;

/// <summary>What must hold of a run's permits, event by event: nothing is attempted without them, and no slot is taken with an old generation.</summary>
internal sealed class PermitHistory
{
    private readonly Dictionary<PermitKey, long> _generations = [];
    private Admission? _admission;
    private bool _isAdmitted;

    public void Add(RunEvent raised)
    {
        switch (raised)
        {
            case RunPrepared prepared:
                _admission = prepared.Admission;
                break;
            case RunAdmitted admitted:
                _isAdmitted.ShouldBeFalse("the run is admitted twice");
                admitted.Permits.Select(permit => permit.Limit).Order(StringComparer.Ordinal).ShouldBe(_admission!.RunLimits);
                _isAdmitted = true;
                Take(admitted.Permits);
                break;
            case RunYielded:
                _isAdmitted.ShouldBeTrue("the run gives back what it doesn't hold");
                _isAdmitted = false;
                break;
            case RunEnded or RunQuarantined:
                _isAdmitted = false;
                break;
            case RunStarted or StepDispatched when _admission is { IsGated: true }:
                _isAdmitted.ShouldBeTrue($"{EventText.Of(raised)} without the run's slots");
                break;
        }

        if (raised is not StepDispatched dispatched)
            return;
        foreach (var key in _admission?.StepLimits ?? [])
            dispatched.Permits.ShouldContain(permit => permit.Limit == key);
        Take(dispatched.Permits);
    }

    private void Take(ValueArray<Permit> permits)
    {
        foreach (var permit in permits)
        {
            permit.Generation.ShouldBeGreaterThan(_generations.GetValueOrDefault(permit.Key));
            _generations[permit.Key] = permit.Generation;
        }
    }
}
