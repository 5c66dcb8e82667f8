using Runs.Actors.Frames;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Gateway.Access;
using Runs.Gateway.Connections;
using Runs.Gateway.Frames;

namespace Runs.Gateway.Subscriptions;

/// <summary>The runs that one client follows, each once. What is asked for one run comes in that run's turn; all else may overlap.</summary>
internal sealed class SubscriptionSet(GatewayContext gateway, CallerRuns runs, Outbox outbox, Action abort)
{
    private readonly Dictionary<RunId, Subscription> _subscriptions = [];
    private readonly Lock _gate = new();
    private bool _isClosed;

    public bool Contains(RunId run)
    {
        lock (_gate)
            return _subscriptions.ContainsKey(run);
    }

    /// <summary>Follows a run from a place on. One that is followed already stays as it is.</summary>
    public async ValueTask Follow(RunId run, long afterSeq, bool wantsDetail = false)
    {
        var fresh = new Subscription(gateway, runs, outbox, abort, run, afterSeq, wantsDetail);
        Subscription? spare;
        lock (_gate)
        {
            if (_isClosed || _subscriptions.ContainsKey(run))
                return;
            spare = _subscriptions.Count >= gateway.Options.MaxSubscriptions ? Spare() : null;
            _subscriptions.Add(run, fresh);
            fresh.Start();
        }

        if (spare is not null)
            await End(spare);
    }

    /// <summary>Follows a run from an earlier place than now, if it is followed already.</summary>
    public async ValueTask FollowAgain(RunId run, long afterSeq, bool wantsDetail)
    {
        if (Find(run) is { } known)
        {
            known.WantsDetail = wantsDetail;
            if (known.StartSeq <= afterSeq)
                return;
            await Leave(run);
        }

        await Follow(run, afterSeq, wantsDetail);
    }

    /// <summary>Says again what a run that is followed already waits for.</summary>
    public void AskAgain(RunState state, DateTimeOffset now)
    {
        if (Find(RunId.Parse(state.RunId)) is not { } subscription)
            return;
        foreach (var input in state.Inputs.Values)
        {
            outbox.Post(RunFrameWriter.Write(new RequestInput
            {
                Run = subscription.Run,
                Seq = subscription.LastSeq,
                At = now,
                Step = input.Step,
                ParentStep = state.Steps[input.Step].Parent,
                AgentName = input.AgentName,
            }));
        }

        foreach (var question in state.Questions.Values.OrderBy(question => question.Unit))
        {
            outbox.Post(RunFrameWriter.Write(new RequestQuestion
            {
                Run = subscription.Run,
                Seq = subscription.LastSeq,
                At = now,
                Step = question.Step,
                ParentStep = state.Steps[question.Step].Parent,
                RequestId = question.RequestId,
                AgentName = question.AgentName,
                Question = question.Question,
            }));
        }
    }

    /// <summary>Doesn't follow a run any more.</summary>
    public async ValueTask Leave(RunId run)
    {
        Subscription? left;
        lock (_gate)
            _subscriptions.Remove(run, out left);
        if (left is not null)
            await End(left);
    }

    /// <summary>Follows nothing any more, now or later.</summary>
    public async ValueTask Clear()
    {
        foreach (var subscription in CloseAll())
            await End(subscription);
    }

    /// <summary>Sends all that is stored of every run, then follows nothing any more.</summary>
    public async ValueTask Finish(CancellationToken cancellation)
    {
        foreach (var subscription in CloseAll())
        {
            using (subscription)
                await subscription.Finish(cancellation);
        }
    }

    private static async ValueTask End(Subscription subscription)
    {
        using (subscription)
            await subscription.Stop();
    }

    private Subscription? Find(RunId run)
    {
        lock (_gate)
            return _subscriptions.GetValueOrDefault(run);
    }

    /// <summary>Whoever follows so many runs can do without one that has ended; else without the oldest.</summary>
    private Subscription Spare()
    {
        var spare = _subscriptions.Values.FirstOrDefault(subscription => subscription.HasEnded) ?? _subscriptions.Values.First();
        _subscriptions.Remove(spare.Run);
        return spare;
    }

    private List<Subscription> CloseAll()
    {
        lock (_gate)
        {
            _isClosed = true;
            List<Subscription> all = [.. _subscriptions.Values];
            _subscriptions.Clear();
            return all;
        }
    }
}
