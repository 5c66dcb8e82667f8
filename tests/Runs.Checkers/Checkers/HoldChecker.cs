using Runs.Checkers.Auditing;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Checkers.Checkers;

/// <summary>
/// Nothing new begins while somebody pauses the run, nor once its longest time is over: worked out from the events and their times alone.
/// </summary>
internal sealed class HoldChecker : RunChecker
{
    /// <summary>A node that is down or a journal that fails may make the end of the longest time late, but not by more.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    private DateTimeOffset? _deadline;
    private bool _isPaused;
    private bool _isExpired;

    /// <summary>How often the run was paused.</summary>
    public int Pauses { get; private set; }

    /// <summary>How many segments expired.</summary>
    public int Expired { get; private set; }

    /// <inheritdoc/>
    public override string Promise => "Nothing new begins while somebody pauses the run, nor once its longest time is over; and then it ends expired.";

    /// <inheritdoc/>
    public override string? Problem(in RunMoment moment)
    {
        var (before, raised, at) = (moment.Before, moment.Raised, moment.At);
        switch (raised)
        {
            // The time in the queue counts.
            case RunQueued:
                (_isPaused, _isExpired, _deadline) = (false, false, at + before.Pending!.MaxDuration);
                return null;
            case RunStarted when before.Status == RunStatus.Queued:
                return WhyNot(at) is { } late ? $"is started although {late}" : null;
            case RunStarted:
                (_isPaused, _isExpired, _deadline) = (false, false, at + before.Pending!.MaxDuration);
                return null;
            case RunPaused:
                _isPaused = true;
                Pauses++;
                return null;
            case RunResumed:
                _isPaused = false;
                return null;
            case RunExpired:
                return Expire(at);
            case RunEnded { Status: var word } when before.Status == RunStatus.Queued && RunStatusExtensions.ParseWord(word) == RunStatus.Expired:
                return Expire(at);
            case RunEnded ended:
                return End(RunStatusExtensions.ParseWord(ended.Status), at);
            case StepStarted or StepDispatched or SubRunOpened or WaitOpened:
                return WhyNot(at) is { } reason ? $"begins something although {reason}: {raised}" : null;
            default:
                return null;
        }
    }

    private string? Expire(DateTimeOffset at)
    {
        if (_isExpired)
            return "expired twice";
        _isExpired = true;
        Expired++;
        return _deadline is not { } deadline ? "expired, though it may take as long as it takes"
            : at < deadline ? $"expired at {at:O}, before {deadline:O}"
            : null;
    }

    private string? End(RunStatus status, DateTimeOffset at) =>
        status == RunStatus.Expired && !_isExpired ? "ended expired without having expired"
        : !_isExpired && at > _deadline + Slack ? $"ended {status} at {at:O} without having expired at {_deadline:O}"
        : null;

    private string? WhyNot(DateTimeOffset at) =>
        _isPaused ? "it is paused"
        : _isExpired ? "it has expired"
        : at > _deadline + Slack ? $"its longest time was over at {_deadline:O}"
        : null;
}
