using Runs.Checkers.Auditing;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;

namespace Runs.Checkers.Checkers;

/// <summary>Each model call and each tool call has one result, and nothing that has one is called or asked again.</summary>
internal sealed class CallChecker : RunChecker
{
    private readonly HashSet<StepId> _done = [];
    private readonly HashSet<StepId> _asked = [];
    private readonly HashSet<string> _requests = [];
    private int _questions;

    /// <summary>How many questions were asked.</summary>
    public int Questions => _questions + _asked.Count;

    /// <inheritdoc/>
    public override string Promise => "Each model call and each tool call has one result, and nothing that has one is called or asked again.";

    /// <inheritdoc/>
    public override string? Problem(in RunMoment moment) => moment.Raised switch
    {
        StepDispatched { Unit: { Value: not null } unit } when _done.Contains(unit) => $"calls {unit} again, which has a result",
        ModelReplied replied => Done(replied.Unit),
        ToolsCalled called => Done(called.Unit),
        ConversationCompacted compacted => Done(compacted.Unit),
        QuestionAsked asked when !_asked.Add(asked.Unit) || !_requests.Add(asked.RequestId) => $"asks {asked.Unit} again",
        ToolReplied replied => Done(replied.Unit),
        StepRetried retried => Forget(retried.Step),
        _ => null,
    };

    /// <summary>A step that begins anew makes its calls anew. Requests keep their ids to themselves: an answer to an old one is for nobody else.</summary>
    private string? Forget(StepId step)
    {
        _done.RemoveWhere(unit => IsOf(unit, step));
        _questions += _asked.RemoveWhere(unit => IsOf(unit, step));
        return null;
    }

    /// <summary>Whether it is the step, or in it by its place.</summary>
    public static bool IsOf(StepId unit, StepId step) =>
        unit.Value.StartsWith(step.Value, StringComparison.Ordinal) && (unit.Value.Length == step.Value.Length || unit.Value[step.Value.Length] is '/' or '~');

    private string? Done(StepId unit) => _done.Add(unit) ? null : $"accepted two results of {unit}";
}
