using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;

namespace Runs.Domain.Tests.Runs;

/// <summary>What must hold of the events of a run, one after another.</summary>
internal sealed class RunHistory
{
    private readonly HashSet<StepId> _succeeded = [];
    private readonly MessageHistory _messages = new();
    private readonly PermitHistory _permits = new();
    private bool _hasEnded = true;

    public void Add(IEnumerable<RunEvent> events)
    {
        foreach (var raised in events)
            Add(raised);
    }

    private void Add(RunEvent raised)
    {
        _messages.Add(raised);
        _permits.Add(raised);
        if (raised is RunQueued or RunStarted)
            _hasEnded = false;
        if (_hasEnded)
            (raised is RunPrepared or RunForked or PreparationDropped or Steered or ErasureBegun or ErasureFailed or RunErased or SubRunEnded or ParentTold or StepMessaged { Denial: not null })
                .ShouldBeTrue($"{EventText.Of(raised)} after the end");
        if (raised is StepRetried retried)
            _succeeded.RemoveWhere(step => IsIn(step.Value, retried.Step.Value));
        if (raised is StepDispatched or StepStarted)
            _succeeded.ShouldNotContain(EventText.StepOf(raised), "a step that has succeeded is begun again");
        if (raised is StepSucceeded or StepTaken)
            _succeeded.Add(EventText.StepOf(raised)).ShouldBeTrue("a step has succeeded twice");
        if (raised is RunEnded)
            _hasEnded = true;
    }

    /// <summary>With a step that begins anew the steps in it do too.</summary>
    private static bool IsIn(string step, string around) =>
        step.StartsWith($"{around}/", StringComparison.Ordinal) || step.StartsWith($"{around}~", StringComparison.Ordinal);
}
