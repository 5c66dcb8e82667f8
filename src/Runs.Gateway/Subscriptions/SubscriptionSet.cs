using Runs.Actors.Frames;
using Runs.Actors.Subscriptions;
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
            return _subscriptions.TryGetValue(run, out var known) && !known.IsOver;
    }

    /// <summary>
    /// Follows a run from a place on. One that is followed already stays as it is. When the client follows as many as it may, one that
    /// has ended is let go; <see langword="false"/> when none has.
    /// </summary>
    public bool TryFollow(RunId run, RunCursor after, bool wantsDetail = false)
    {
        Subscription? spare = null;
        Subscription fresh;
        lock (_gate)
        {
            if (_isClosed || (_subscriptions.TryGetValue(run, out var known) && !known.IsOver))
                return true;
            // Of a run that was deleted nothing more came; another may have its id by now.
            known?.Dispose();
            _subscriptions.Remove(run);
            if (_subscriptions.Count >= gateway.Options.MaxSubscriptions && !TrySpare(out spare))
                return false;
            fresh = new Subscription(gateway, runs, outbox, abort, run, after, wantsDetail);
            _subscriptions.Add(run, fresh);
        }

        spare?.Dispose();
        outbox.Ask(fresh);
        return true;
    }

    /// <summary>Follows a run from an earlier place than now, if it is followed already. As <see cref="TryFollow"/>.</summary>
    public bool TryFollowAgain(RunId run, RunCursor after, bool wantsDetail)
    {
        if (Find(run) is { } known)
        {
            known.WantsDetail = wantsDetail;
            if (known.StartSeq <= after.Seq && !known.IsOver)
                return true;
            Leave(run);
        }

        return TryFollow(run, after, wantsDetail);
    }

    /// <summary>Says again what a run that is followed already waits for.</summary>
    public void AskAgain(RunState state, DateTimeOffset now)
    {
        if (Find(RunId.Parse(state.RunId)) is not { } subscription)
            return;
        foreach (var input in state.Inputs.Values)
        {
            Say(new RequestInput
            {
                Run = subscription.Run,
                Seq = subscription.LastSeq,
                At = now,
                Step = input.Step,
                ParentStep = state.Steps[input.Step].Parent,
                AgentName = input.AgentName,
            });
        }

        foreach (var question in state.Questions.Values.OrderBy(question => question.Unit))
        {
            Say(new RequestQuestion
            {
                Run = subscription.Run,
                Seq = subscription.LastSeq,
                At = now,
                Step = question.Step,
                ParentStep = state.Steps[question.Step].Parent,
                RequestId = question.RequestId,
                AgentName = question.AgentName,
                Question = question.Question,
            });
        }

        void Say(RunFrame frame) => outbox.Post(RunFrameWriter.Write(frame, subscription.WantsDetail));
    }

    /// <summary>Doesn't follow a run any more.</summary>
    public void Leave(RunId run)
    {
        Subscription? left;
        lock (_gate)
            _subscriptions.Remove(run, out left);
        left?.Dispose();
    }

    /// <summary>Follows nothing any more, now or later.</summary>
    public void Clear()
    {
        List<Subscription> all;
        lock (_gate)
        {
            all = Close();
            _subscriptions.Clear();
        }

        all.ForEach(subscription => subscription.Dispose());
    }

    /// <summary>Has all that is stored of every run sent, and follows nothing new any more.</summary>
    public async ValueTask Finish(CancellationToken cancellation)
    {
        foreach (var subscription in Close())
        {
            await subscription.Settle().WaitAsync(cancellation);
            outbox.Ask(subscription);
        }
    }

    private Subscription? Find(RunId run)
    {
        lock (_gate)
            return _subscriptions.GetValueOrDefault(run);
    }

    /// <summary>Nothing more comes of a run that has ended unless it is continued.</summary>
    private bool TrySpare(out Subscription? spare)
    {
        spare = _subscriptions.Values.FirstOrDefault(subscription => subscription.HasEnded);
        return spare is not null && _subscriptions.Remove(spare.Run);
    }

    private List<Subscription> Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            return [.. _subscriptions.Values];
        }
    }
}
