using Runs.Runtime.Journal;
using Runs.Runtime.Lanes;
using Runs.Runtime.Shards;
using Runs.Runtime.Tests.Worlds;
using Runs.TestKit.Simulation;

namespace Runs.Runtime.Tests.Lanes;

public sealed class LaneTests
{
    private readonly SimulationKernel _kernel = new(1);
    private readonly HookedJournal _journal;
    private NodeIncarnation _node;

    public LaneTests() => _journal = new HookedJournal(_kernel.World.Time);

    [Fact]
    public void What_comes_while_a_commit_is_under_way_is_the_next_batch() => Run(new LaneOptions(), async lane =>
    {
        var first = Append(lane, "a");
        await Task.Yield();
        var rest = new[] { Append(lane, "b"), Append(lane, "c"), Append(lane, "d") };
        (await first).Kind.ShouldBe(AppendOutcomeKind.Committed);
        (await Task.WhenAll(rest)).ShouldAllBe(outcome => outcome.Kind == AppendOutcomeKind.Committed);
        Batches().ShouldBe(["a", "b c d"]);
    });

    [Fact]
    public void A_batch_is_bounded_in_number_and_in_bytes()
    {
        Run(new LaneOptions { MaxBatch = 2 }, async lane =>
        {
            await Task.WhenAll(new[] { "a", "b", "c", "d", "e" }.Select(name => Append(lane, name)));
            Batches().ShouldBe(["a b", "c d", "e"]);
        });
        _journal.Batches.Clear();
        Run(new LaneOptions { MaxBatchBytes = 150 }, async lane =>
        {
            await Task.WhenAll(new[] { "f", "g", "h", "i", "j" }.Select(name => Append(lane, name, bytes: 100)));
            Batches().ShouldBe(["f g", "h i", "j"]);
        });
    }

    [Fact]
    public void Refused_appends_are_answered_and_the_rest_of_the_batch_is_sent_again() => Run(new LaneOptions(), async lane =>
    {
        var appends = new[] { Append(lane, "a"), Append(lane, "fenced", epoch: 7), Append(lane, "b"), Append(lane, "misplaced", firstSeq: 5), Append(lane, "c") };
        (await Task.WhenAll(appends)).Select(outcome => outcome.Kind).ShouldBe(
            [AppendOutcomeKind.Committed, AppendOutcomeKind.Fenced, AppendOutcomeKind.Committed, AppendOutcomeKind.Conflict, AppendOutcomeKind.Committed]);
        Batches().ShouldBe(["a fenced b misplaced c", "a b c"]);
    });

    [Fact]
    public void A_silent_store_leaves_its_batch_in_doubt_and_what_waits_unwritten_wave_after_wave() => Run(new LaneOptions { Deadline = TimeSpan.FromSeconds(10) }, async lane =>
    {
        var store = new TaskCompletionSource();
        _journal.OnCommit = async (_, commit) =>
        {
            await store.Task;
            return await commit();
        };
        var began = _kernel.Now;
        var underWay = Append(lane, "a");
        await Task.Delay(TimeSpan.FromSeconds(1), _kernel.World.Time);
        var waiting = Append(lane, "b");
        (await underWay).Kind.ShouldBe(AppendOutcomeKind.Unknown);
        (await waiting).Kind.ShouldBe(AppendOutcomeKind.NotWritten);
        (_kernel.Now - began).ShouldBe(TimeSpan.FromSeconds(10));
        (await Append(lane, "c")).Kind.ShouldBe(AppendOutcomeKind.NotWritten);
        (_kernel.Now - began).ShouldBe(TimeSpan.FromSeconds(20));

        store.SetResult();
        (await Append(lane, "d")).Kind.ShouldBe(AppendOutcomeKind.Committed);
        Batches().ShouldBe(["a", "d"]);
        (await _journal.Store.Find(NodeWorld.Id("a"), default)).ShouldNotBeNull("the store wrote it in the end");
    });

    [Fact]
    public void A_late_answer_of_the_store_does_not_reach_a_ticket_that_was_given_up() => Run(new LaneOptions { Deadline = TimeSpan.FromSeconds(1) }, async lane =>
    {
        var store = new TaskCompletionSource();
        _journal.OnCommit = async (_, commit) =>
        {
            await store.Task;
            return await commit();
        };
        var given = Ticket("a");
        (await lane.Append(given)).Kind.ShouldBe(AppendOutcomeKind.Unknown);
        store.SetResult();
        (await Append(lane, "b")).Kind.ShouldBe(AppendOutcomeKind.Committed);
    });

    [Fact]
    public void An_answer_in_time_stops_the_watchdog() => Run(new LaneOptions { Deadline = TimeSpan.FromSeconds(10) }, async lane =>
    {
        for (var i = 0; i < 3; i++)
        {
            _journal.OnCommit = async (_, commit) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(9), _kernel.World.Time);
                return await commit();
            };
            (await Append(lane, $"p{i}")).Kind.ShouldBe(AppendOutcomeKind.Committed);
        }
    });

    [Fact]
    public void A_stop_commits_what_is_pending_and_refuses_what_comes_later() => Run(new LaneOptions { MaxBatch = 1 }, async lane =>
    {
        var pending = new[] { Append(lane, "a"), Append(lane, "b"), Append(lane, "c") };
        await lane.DisposeAsync();
        (await Task.WhenAll(pending)).ShouldAllBe(outcome => outcome.Kind == AppendOutcomeKind.Committed);
        (await Append(lane, "late")).Kind.ShouldBe(AppendOutcomeKind.NotWritten);
    });

    private void Run(LaneOptions options, Func<Lane, Task> scenario) => _kernel.Run(async () =>
    {
        _node = await _journal.Join("local", default);
        await _journal.Store.TakeOver(_node, await _journal.Shards(default), default);
        var lane = new Lane(_journal, options, _kernel.World.Time);
        lane.Start();
        await scenario(lane);
        await lane.DisposeAsync();
    });

    private async Task<AppendOutcome> Append(Lane lane, string name, long? epoch = null, long firstSeq = 1, int bytes = 1) =>
        await lane.Append(Ticket(name, epoch, firstSeq, bytes));

    private AppendTicket Ticket(string name, long? epoch = null, long firstSeq = 1, int bytes = 1) => new(new Append
    {
        Entity = NodeWorld.Id(name),
        Epoch = epoch ?? _journal.Store.EpochOf(0)!.Value,
        FirstSeq = firstSeq,
        Count = 1,
        Data = new byte[bytes],
    });

    private IEnumerable<string> Batches() => _journal.Batches.Select(batch => string.Join(' ', batch.Select(append => append.Entity)));
}
