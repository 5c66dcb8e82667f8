using Runs.Runtime.Journal;
using Runs.Runtime.Messaging;

namespace Runs.Runtime.Cells;

/// <content>How a cell recovers its entity, again and again, and when it stops trying by itself.</content>
internal sealed partial class Cell
{
    /// <summary>Reads the stream and folds it, again and again until that works. <see langword="false"/> when the cell has ended.</summary>
    private async ValueTask<bool> Recover()
    {
        var failures = _crashes;
        var unreadable = Math.Max(0, _doubts - 1);
        while (!_ended)
        {
            await BackOff(failures, unreadable);
            if (await _shard.ActiveEpoch() is not { } epoch)
            {
                Lose();
                return false;
            }

            switch (await TryLoad(epoch, failures))
            {
                case RecoveryOutcome.Done:
                    return true;
                case RecoveryOutcome.Failed:
                    failures++;
                    break;
                default:
                    unreadable++;
                    break;
            }
        }

        return false;
    }

    private async ValueTask<RecoveryOutcome> TryLoad(long epoch, int failures)
    {
        await _host.Gate.Enter();
        try
        {
            if (_ended)
                return RecoveryOutcome.Unreadable;
            await Load(epoch);
            return RecoveryOutcome.Done;
        }
        catch (JournalException error) when (error.Code == EntityLoader.Unreadable)
        {
            _host.Listener.RecoveryFailed(_id, error, failures, quarantined: false);
            return RecoveryOutcome.Unreadable;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Forget();
            _host.Listener.RecoveryFailed(_id, error, failures + 1, quarantined: failures + 1 >= _host.Options.MaxRecoveryFailures);
            return RecoveryOutcome.Failed;
        }
        finally
        {
            _host.Gate.Leave();
        }
    }

    private async ValueTask Load(long epoch)
    {
        var (entity, seq, streamKey) = await _loader.Load();
        _entity = entity;
        _seq = seq;
        _ticket.Append.StreamKey = streamKey;
        _ticket.Append.Epoch = epoch;

        // A wake-up that came while there was no entity was lost on the way.
        _timer.Reached();
        _timer.Set(entity.WakeAt);
        _host.Listener.Recovered(_id, seq, epoch);
        _host.Tail.Wake(_id);
    }

    /// <summary>Before a try that follows failed ones. An unreadable journal may be back any moment, and never leads to quarantine.</summary>
    private async ValueTask BackOff(int failures, int unreadable)
    {
        if (failures >= _host.Options.MaxRecoveryFailures)
            await Quarantine(Wait(failures, CellOptions.MaxBackoff));
        else if (failures > 0)
            await Delay(Wait(failures, CellOptions.MaxBackoff));
        else if (unreadable > 0)
            await Delay(Wait(unreadable, CellOptions.MaxUnreadableBackoff));
    }

    private TimeSpan Wait(int failures, TimeSpan max)
    {
        var wait = _host.Options.RecoveryBackoff * Math.Pow(2, Math.Min(failures - 1, 16));
        return wait < max ? wait : max;
    }

    private async ValueTask Delay(TimeSpan wait)
    {
        try
        {
            await Task.Delay(wait, _host.Time, _host.Stopping);
        }
        catch (OperationCanceledException)
        {
            // The cell is ending; its loop sees that.
        }
    }

    /// <summary>Nothing happens by itself any more. A command is told so at once, unless enough time has passed for another try.</summary>
    private async ValueTask Quarantine(TimeSpan wait)
    {
        var since = _host.Time.GetTimestamp();
        while (!_ended)
        {
            Answer(Reply.Refused(RefusalCodes.Quarantined, $"{_id} could not be recovered after repeated tries and is quarantined; the log says why."));
            await _mailbox.Ready();
            _mailbox.Take(_turn, _host.Options.TurnBatch);
            if (_turn.Count > 0 && _host.Time.GetElapsedTime(since) >= wait)
                return;
        }
    }

    /// <summary>Another node has the shard, or this one gives it back: nothing may be decided here any more.</summary>
    private void Lose()
    {
        if (_ended)
            return;
        _hasMoved = true;
        _ended = true;
        Answer(Moved);
        Answer(_mailbox.Close(), Moved);
        _retire(this, null);
    }
}
