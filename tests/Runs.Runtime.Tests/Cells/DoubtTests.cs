using Runs.Runtime.Journal;
using Runs.Runtime.Tests.Worlds;

namespace Runs.Runtime.Tests.Cells;

/// <summary>Appends of unknown outcome, and what leads to the same: conflicts, fences, a takeover that fails.</summary>
public sealed class DoubtTests
{
    private readonly NodeWorld _world = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_command_in_doubt_is_applied_once_whether_its_append_landed_or_not(bool landed) => _world.Run(async () =>
    {
        await _world.Count("a", "before");
        DoubtOnce(landed);
        (await _world.Count("a", "doubted")).Refusal.ShouldBeNull();
        (await _world.Stored("a")).ShouldBe(["before", "doubted"]);
        (await _world.State("a")).Sum.ShouldBe(2);
        _world.Listener.Recoveries.Count.ShouldBe(2);
        _world.Journal.Takeovers.ShouldBe(2);
    });

    [Fact]
    public void An_append_that_lands_after_its_shard_was_taken_over_is_fenced() => _world.Run(async () =>
    {
        await _world.Count("a", "before");
        Func<ValueTask<BatchOutcome>>? late = null;
        _world.Journal.OnCommit = (_, commit) =>
        {
            late = commit;
            return ValueTask.FromResult(BatchOutcome.Unknown("lost on the way"));
        };
        var doubted = _world.Count("a", "doubted");
        await _world.Until(() => _world.Listener.Doubts.Count == 1, "the doubt");
        var batch = late!;
        _world.Journal.OnCommit = async (_, commit) =>
        {
            (await batch()).Refusals.Single().Outcome.Kind.ShouldBe(AppendOutcomeKind.Fenced);
            return await commit();
        };
        (await doubted).Refusal.ShouldBeNull();
        (await _world.Stored("a")).ShouldBe(["before", "doubted"]);
    });

    [Fact]
    public void The_other_cells_of_the_shard_are_fenced_once_and_go_on_and_other_shards_notice_nothing() => _world.Run(async () =>
    {
        var (near, far) = (NodeWorld.Neighbour("a", sameShard: true), NodeWorld.Neighbour("a", sameShard: false));
        foreach (var probe in new[] { "a", near, far })
            await _world.Count(probe, "before");
        DoubtOnce(landed: true);
        (await _world.Count("a", "doubted")).Refusal.ShouldBeNull();
        foreach (var probe in new[] { near, far })
        {
            (await _world.Count(probe, "after")).Refusal.ShouldBeNull();
            (await _world.Stored(probe)).ShouldBe(["before", "after"]);
        }

        _world.Listener.Doubts.Select(doubt => doubt.Entity).ShouldBe(["a", near]);
        _world.Listener.Doubts[1].Reason.ShouldStartWith("Fenced");
    });

    [Fact]
    public void A_takeover_that_throws_after_it_has_happened_is_made_again() => _world.Run(async () =>
    {
        await _world.Count("a", "before");
        DoubtOnce(landed: true);
        var failures = 3;
        _world.Journal.OnTakeOver = async take =>
        {
            var taken = await take();
            return failures-- > 0 ? throw new JournalException("journal.unavailable", "The connection broke.") : taken;
        };
        (await _world.Count("a", "doubted")).Refusal.ShouldBeNull();
        (await _world.Stored("a")).ShouldBe(["before", "doubted"]);
        _world.Listener.Recoveries[^1].Epoch.ShouldBe(5);
    });

    [Fact]
    public void A_conflict_is_recovered_from() => _world.Run(async () =>
    {
        await _world.Count("a", "before");
        var once = true;
        _world.Journal.OnCommit = (_, commit) =>
        {
            var refuses = once;
            once = false;
            return refuses ? ValueTask.FromResult(BatchOutcome.Refused([new(0, new(AppendOutcomeKind.Conflict))])) : commit();
        };
        (await _world.Count("a", "conflicting")).Refusal.ShouldBeNull();
        (await _world.Stored("a")).ShouldBe(["before", "conflicting"]);
    });

    [Fact]
    public void An_append_that_the_journal_always_chokes_on_is_given_up_and_the_entity_goes_on() => _world.Run(async () =>
    {
        _world.Journal.OnCommit = (batch, commit) =>
            batch.Any(append => append.Data.Length > 100) ? ValueTask.FromResult(BatchOutcome.Unknown("an unlisted error")) : commit();
        var poison = await _world.Count("a", new string('x', 100));
        poison.Refusal!.Code.ShouldBe(RefusalCodes.Timeout);
        _world.Journal.Batches.Count.ShouldBe(5);
        (await _world.Count("a", "after")).Refusal.ShouldBeNull();
        (await _world.Stored("a")).ShouldBe(["after"]);
    });

    [Fact]
    public void A_store_that_throws_leaves_its_batch_in_doubt_and_the_lane_alive() => _world.Run(async () =>
    {
        var once = true;
        _world.Journal.OnCommit = (_, commit) =>
        {
            var throws = once;
            once = false;
            return throws ? throw new InvalidOperationException("A bug of the store.") : commit();
        };
        (await _world.Count("a", "c")).Refusal.ShouldBeNull();
        (await _world.Stored("a")).ShouldBe(["c"]);
    });

    private void DoubtOnce(bool landed) => _world.Journal.OnCommit = async (_, commit) =>
    {
        _world.Journal.OnCommit = (_, next) => next();
        if (landed)
            await commit();
        return BatchOutcome.Unknown("the connection broke");
    };
}
