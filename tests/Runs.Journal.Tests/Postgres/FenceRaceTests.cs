using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Journal.Tests.Postgres;

/// <summary>Appends and takeovers that meet in the middle, on real connections.</summary>
public sealed class FenceRaceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_append_during_an_open_takeover_waits_and_then_writes_nothing()
    {
        await using var journal = await OwnedJournal.Open();
        var stream = OwnedJournal.New("a");
        (await journal.Commit(stream)).Kind.ShouldBe(AppendOutcomeKind.Committed);
        await using var takeover = await TakeOver(journal, stream.Shard);

        var commit = journal.Commit(OwnedJournal.Next(stream), OwnedJournal.New("b"));
        await takeover.UntilSomebodyWaits();
        commit.IsCompleted.ShouldBeFalse();
        await takeover.Commit();

        var outcome = await commit;
        outcome.Refusals.Where(refusal => refusal.Index == 0).ShouldHaveSingleItem().Outcome.Kind.ShouldBe(AppendOutcomeKind.Fenced);
        (await journal.Read(stream)).Count.ShouldBe(1);
        (await journal.Find("b")).ShouldBeNull();
    }

    [Fact]
    public async Task An_append_that_waited_for_a_takeover_that_came_to_nothing_is_stored()
    {
        await using var journal = await OwnedJournal.Open();
        var stream = OwnedJournal.New("a");
        await using var takeover = await TakeOver(journal, stream.Shard);

        var commit = journal.Commit(stream);
        await takeover.UntilSomebodyWaits();
        await takeover.Rollback();

        (await commit).Kind.ShouldBe(AppendOutcomeKind.Committed);
        (await journal.Read(stream)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_takeover_during_an_open_append_waits_the_append_stays_and_the_next_is_fenced()
    {
        await using var journal = await OwnedJournal.Open();
        var stream = await Claiming(journal);
        await using var slot = await OpenTransaction.Begin(journal.Schema, "select from permits for update");
        var commit = journal.Commit(stream);
        var lane = await slot.UntilSomebodyWaits();

        var takeover = journal.Store.TakeOver(journal.Node, [new ShardRecord(stream.Shard, 1, journal.Node.Number)], Token).AsTask();
        await OpenTransaction.UntilSomebodyWaitsFor(lane);
        takeover.IsCompleted.ShouldBeFalse();
        await slot.Rollback();

        (await commit).Kind.ShouldBe(AppendOutcomeKind.Committed);
        (await takeover).ShouldHaveSingleItem().Epoch.ShouldBe(2);
        stream.Claims = [];
        (await journal.Commit(OwnedJournal.Next(stream))).Refusals.ShouldHaveSingleItem().Outcome.Kind.ShouldBe(AppendOutcomeKind.Fenced);
        (await journal.Read(stream)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_append_whose_backend_ends_while_it_waits_for_a_takeover_is_unknown_and_not_there()
    {
        await using var journal = await OwnedJournal.Open();
        var stream = OwnedJournal.New("a");
        await using var takeover = await TakeOver(journal, stream.Shard);
        var commit = journal.Commit(stream);

        await Terminate(await takeover.UntilSomebodyWaits());

        (await commit).Kind.ShouldBe(AppendOutcomeKind.Unknown);
        await takeover.Rollback();
        (await journal.Find("a")).ShouldBeNull();
        stream.StreamKey.ShouldBe(0);
        (await journal.Commit(stream)).Kind.ShouldBe(AppendOutcomeKind.Committed);
        (await journal.Read(stream)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_append_whose_backend_ends_in_the_middle_is_unknown_and_lets_the_takeover_go_on()
    {
        await using var journal = await OwnedJournal.Open();
        var stream = await Claiming(journal);
        await using var slot = await OpenTransaction.Begin(journal.Schema, "select from permits for update");
        var commit = journal.Commit(stream, OwnedJournal.New("b"));
        var lane = await slot.UntilSomebodyWaits();
        var takeover = journal.Store.TakeOver(journal.Node, [new ShardRecord(stream.Shard, 1, journal.Node.Number)], Token).AsTask();
        await OpenTransaction.UntilSomebodyWaitsFor(lane);

        await Terminate(lane);

        (await commit).Kind.ShouldBe(AppendOutcomeKind.Unknown);
        (await takeover).ShouldHaveSingleItem().Epoch.ShouldBe(2);
        await slot.Rollback();
        (await journal.Find(stream.Entity.Id)).ShouldBeNull();
        (await journal.Find("b")).ShouldBeNull();
        stream.Epoch = 2;
        (await journal.Commit(stream)).Kind.ShouldBe(AppendOutcomeKind.Committed);
    }

    [Fact]
    public async Task A_takeover_whose_backend_ends_takes_nothing_and_the_append_that_waited_is_stored()
    {
        await using var journal = await OwnedJournal.Open();
        var stream = OwnedJournal.New("a");
        var takeover = await TakeOver(journal, stream.Shard);
        var commit = journal.Commit(stream);
        await takeover.UntilSomebodyWaits();

        await Terminate(takeover.ProcessId);

        (await commit).Kind.ShouldBe(AppendOutcomeKind.Committed);
        (await journal.Store.Shards(Token))[stream.Shard].Epoch.ShouldBe(1);
        await takeover.DisposeAsync();
    }

    /// <summary>As the table of shards does it, but left open.</summary>
    private static Task<OpenTransaction> TakeOver(OwnedJournal journal, int shard) =>
        OpenTransaction.Begin(journal.Schema, $"update shards set epoch = epoch + 1, owner = 99 where shard_id = {shard} and epoch = 1");

    /// <summary>An append that will wait in its middle, with its fence held: for a slot that another stream gave back.</summary>
    private static async Task<Append> Claiming(OwnedJournal journal)
    {
        var holder = OwnedJournal.New("holder");
        holder.Claims = [new PermitClaim("limit", 0, 1, "", 0)];
        (await journal.Commit(holder)).Kind.ShouldBe(AppendOutcomeKind.Committed);
        holder.Clear();
        holder.Releases = [new PermitRelease("limit", 0)];
        (holder.FirstSeq, holder.Count) = (2, 1);
        (await journal.Commit(holder)).Kind.ShouldBe(AppendOutcomeKind.Committed);
        var stream = OwnedJournal.New("a");
        stream.Claims = [new PermitClaim("limit", 0, 2, "", 0)];
        return stream;
    }

    private static Task Terminate(int processId) => SharedServer.Ask($"select pg_terminate_backend({processId})");
}
