using Runs.Actors.Queues.Messages;
using Runs.Domain.Admissions;
using Runs.Domain.Identity;
using Runs.Runtime;
using Runs.Runtime.Entities;
using Runs.Runtime.Messaging;

namespace Runs.Actors.Queues;

/// <summary>
/// Carries word from the runs of this node to the coordinators of their queues: who waits, and what was given back. Word is a hint. That a run
/// waits, and who holds what, is in the journal, and coordinators read it; which steps wait isn't, and so it is said again every few seconds.
/// </summary>
/// <param name="rules">The queues.</param>
/// <param name="send">Sends a message to a coordinator, wherever it lives, and waits until it has taken it.</param>
/// <param name="time">The clock.</param>
internal sealed class PermitHost(AdmissionRules rules, Func<EntityId, object, ValueTask<Reply>> send, TimeProvider time) : IDisposable
{
    private readonly Dictionary<string, QueueMail> _mail = new(StringComparer.Ordinal);
    private readonly Dictionary<RunId, (string Queue, StepsWait Steps)> _waiting = [];
    private readonly Lock _gate = new();
    private ITimer? _timer;

    /// <summary>The clock, for those who say since when they wait.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>Wakes the coordinators, and sees to it that there are some as long as this node lives. Where nothing is bounded nobody needs any.</summary>
    public void Start()
    {
        if (!rules.Limits.IsEmpty || rules.Queues.Values.Any(queue => queue != new QueueRules()))
            _timer = Time.CreateTimer(_ => Remind(), null, TimeSpan.Zero, CoordinatorHost.ReadEvery);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    /// <summary>A run waits.</summary>
    public void Waits(string queue, RunWaits run) => Write(queue, mail => mail.Waits(run));

    /// <summary>A run doesn't wait any more.</summary>
    public void Left(string queue, RunId run) => Write(queue, mail => mail.Left(run.Value));

    /// <summary>These steps of a run wait, and no others of it.</summary>
    public void Wait(string queue, RunId run, StepsWait steps)
    {
        lock (_gate)
        {
            if (steps.Steps.Count == 0)
                _waiting.Remove(run);
            else
                _waiting[run] = (queue, steps);
        }

        Write(queue, mail => mail.Wait(steps));
    }

    /// <summary>The run's cell goes: whoever has the run next says what it waits for.</summary>
    public void Forget(RunId run)
    {
        lock (_gate)
            _waiting.Remove(run);
    }

    /// <summary>A run of a queue has given a slot back. Limits are for all queues.</summary>
    public void Freed(string queue, FreedSlot slot)
    {
        if (LimitKeys.LimitOf(slot.Limit) is null)
        {
            Write(queue, mail => mail.Freed(slot));
            return;
        }

        foreach (var other in rules.Queues.Keys)
            Write(other, mail => mail.Freed(slot));
    }

    private void Write(string queue, Action<QueueMail> write)
    {
        QueueMail? mail;
        lock (_gate)
        {
            if (!_mail.TryGetValue(queue, out mail))
                _mail[queue] = mail = new QueueMail();
            write(mail);
            if (mail.IsUnderWay)
                return;
            mail.IsUnderWay = true;
        }

        _ = Send(QueueEntity.Of(queue), mail);
    }

    private async Task Send(EntityId queue, QueueMail mail)
    {
        // Not inside the turn that has something to say.
        await Task.Yield();
        while (Next(mail) is { } news)
        {
            // What isn't heard is found by reading, or said again.
            var reply = await send(queue, news);
            if (reply.Refusal is { Code: not RefusalCodes.Stopping })
                await Task.Delay(CoordinatorHost.RetryAfter, Time);
        }
    }

    private QueueNews? Next(QueueMail mail)
    {
        lock (_gate)
        {
            mail.IsUnderWay = mail.HasMore;
            return mail.IsUnderWay ? mail.Take() : null;
        }
    }

    private void Remind()
    {
        List<(string Queue, StepsWait Steps)> waiting;
        lock (_gate)
            waiting = [.. _waiting.OrderBy(run => run.Key.Value, StringComparer.Ordinal).Select(run => run.Value)];
        foreach (var (queue, steps) in waiting)
            Write(queue, mail => mail.Wait(steps));
        foreach (var queue in rules.Queues.Keys)
            _ = Wake(queue);
    }

    private async Task Wake(string queue)
    {
        await Task.Yield();
        await send(QueueEntity.Of(queue), LookAgain.Instance);
    }
}
