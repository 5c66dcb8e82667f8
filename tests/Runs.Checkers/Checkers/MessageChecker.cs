using Runs.Checkers.Auditing;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;

namespace Runs.Checkers.Checkers;

/// <summary>A message to a step is told once at most, and a step that succeeds undisturbed has told all that it accepted.</summary>
internal sealed class MessageChecker : RunChecker
{
    private readonly Dictionary<StepId, int> _waiting = [];
    private readonly HashSet<string> _ids = [];
    private bool _isDisturbed;

    /// <inheritdoc/>
    public override string Promise => "A message to a step is told once at most, and a step that succeeds undisturbed has told all that it accepted.";

    /// <inheritdoc/>
    public override string? Problem(in RunMoment moment)
    {
        switch (moment.Raised)
        {
            case RunStarted:
                _isDisturbed = false;
                return null;
            // What is told to stop may still reply, and that reply is its last.
            case CancelRequested or StepCancelRequested or StepFailed or RunExpired:
                _isDisturbed = true;
                return null;
            case StepMessaged { ClientMessageId: { } id } messaged when !_ids.Add($"{messaged.Step} {id}"):
                return $"stored message {id} to {messaged.Step} twice";
            case StepMessaged { Denial: null } messaged:
                _waiting[messaged.Step] = _waiting.GetValueOrDefault(messaged.Step) + 1;
                return null;
            case MessagesDelivered delivered:
                _waiting[delivered.Step] = _waiting.GetValueOrDefault(delivered.Step) - delivered.Steers - delivered.FollowUps;
                return _waiting[delivered.Step] < 0 ? $"told a message to {delivered.Step} twice" : null;
            case StepSucceeded succeeded when !_isDisturbed && _waiting.GetValueOrDefault(succeeded.Step) > 0:
                return $"let {succeeded.Step} succeed before it told all that it was sent";
            default:
                return null;
        }
    }
}
