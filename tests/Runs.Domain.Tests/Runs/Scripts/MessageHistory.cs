using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;

namespace Runs.Domain.Tests.Runs;

/// <summary>What must hold of the messages in a run's events: a step that succeeds undisturbed has told its model all that it accepted.</summary>
internal sealed class MessageHistory
{
    private readonly Dictionary<StepId, int> _waiting = [];
    private bool _isDisturbed;

    public void Add(RunEvent raised)
    {
        switch (raised)
        {
            case RunStarted:
                _isDisturbed = false;
                break;
            // What is told to stop may still reply, and that reply is its last.
            case CancelRequested or StepCancelRequested or StepFailed:
                _isDisturbed = true;
                break;
            case StepMessaged { Denial: null } messaged:
                _waiting[messaged.Step] = _waiting.GetValueOrDefault(messaged.Step) + 1;
                break;
            case MessagesDelivered delivered:
                _waiting[delivered.Step] -= delivered.Steers + delivered.FollowUps;
                _waiting[delivered.Step].ShouldBeGreaterThanOrEqualTo(0, "a message was told twice");
                break;
            case StepSucceeded succeeded when !_isDisturbed:
                _waiting.GetValueOrDefault(succeeded.Step).ShouldBe(0, "a message was accepted and never told");
                break;
        }
    }
}
