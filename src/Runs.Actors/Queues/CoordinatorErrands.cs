using Runs.Actors.Queues.Admission;
using Runs.Actors.Queues.Messages;
using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;
using Runs.Runtime;
using Runs.Runtime.Cells;
using Runs.Runtime.Journal;
using Runs.Runtime.Messaging;

namespace Runs.Actors.Queues;

/// <summary>What a coordinator has others do: reads and grants. Each ends with a message to the coordinator, unless that has ended.</summary>
internal sealed class CoordinatorErrands(EntityContext context, CoordinatorHost host)
{
    private volatile bool _ended;

    /// <summary>Nobody waits for word any more.</summary>
    public void End() => _ended = true;

    /// <summary>Reads who waits in the queue.</summary>
    public async Task ReadWaiters()
    {
        // Not inside the turn that wants it.
        await Task.Yield();
        try
        {
            var waiting = new List<QueuedStream>();
            IReadOnlyList<QueuedStream> page;
            do
            {
                page = await host.Journal.Queued(context.Id.Id, waiting is [.., var last] ? last.Cursor : null, CoordinatorHost.Page, CancellationToken.None);
                waiting.AddRange(page);
            }
            while (page.Count == CoordinatorHost.Page && !_ended);
            Tell(new WaitersRead(waiting));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whatever it was, it is tried again; until then what is heard must do.
            Tell(new WaitersRead(null));
        }
    }

    /// <summary>Reads the slots of a limit.</summary>
    public async Task ReadSlots(string limit, long begun)
    {
        await Task.Yield();
        IReadOnlyList<PermitRecord>? rows = null;
        try
        {
            rows = await host.Journal.Permits(limit, CancellationToken.None);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            await Task.Delay(CoordinatorHost.RetryAfter, context.Time);
        }

        Tell(new SlotsRead(limit, rows, begun));
    }

    /// <summary>Makes a proposal to a run.</summary>
    public async Task Grant(Proposal proposal)
    {
        await Task.Yield();
        var reply = await host.Send(RunId.Parse(proposal.Waiter.Id.Run), CommandOf(proposal));
        if (reply.Refusal is { } refusal && refusal.Code is not (RunErrors.PermitUnwanted or RefusalCodes.SlotTaken))
            await Task.Delay(CoordinatorHost.RetryAfter, context.Time);
        Tell(new GrantAnswered(proposal, reply.Refusal));
    }

    private static RunCommand CommandOf(Proposal proposal)
    {
        ValueArray<Permit> permits = [.. proposal.Slots.Select(slot => new Permit(slot.Limit, slot.Slot, slot.Generation))];
        return proposal.Waiter.Id.IsRun ? new GrantRun(permits) : new GrantStep(new StepId(proposal.Waiter.Id.Step), permits);
    }

    private void Tell(object message)
    {
        if (!_ended)
            context.TellSelf(message);
    }
}
