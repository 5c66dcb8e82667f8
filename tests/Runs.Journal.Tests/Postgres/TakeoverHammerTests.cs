using Runs.Journal.Postgres;
using Runs.Journal.Tests.Contract;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Journal.Tests.Postgres;

/// <summary>Two owners, each sure to be the one, on two connections each: one that takes over without end, and one that appends without end.</summary>
public sealed class TakeoverHammerTests
{
    private const int Takeovers = 10_000;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Of_two_owners_that_hammer_a_shard_none_writes_in_an_epoch_that_it_has_lost()
    {
        // Leases that have always run out: nothing but the fence decides.
        await using var journal = await OwnedJournal.Open(lease: TimeSpan.FromMilliseconds(1));
        var stream = OwnedJournal.New("contended");
        (await journal.Commit(stream)).Kind.ShouldBe(AppendOutcomeKind.Committed);
        await using var second = await PostgresJournalStore.Open(journal.Options);
        var other = await second.Join(new NodeRegistration("two") { Lease = TimeSpan.FromMilliseconds(1) }, CancellationToken.None);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(Deadline);
        var contest = new Contest(stream, late.Token);

        var owners = new[] { new Owner(journal.Store, journal.Node, contest), new Owner(second, other, contest) };
        await Task.WhenAll(owners.SelectMany(owner => new[] { Task.Run(owner.TakeOver), Task.Run(owner.Append) }));

        late.IsCancellationRequested.ShouldBeFalse($"only {contest.Takeovers} takeovers within {Deadline}");
        var appends = await journal.Read(stream);
        appends.Select(append => append.FirstSeq).ShouldBe(Enumerable.Range(1, appends.Count).Select(seq => (long)seq), "seqs have gaps");
        appends.Zip(appends.Skip(1)).ShouldAllBe(pair => pair.First.Epoch <= pair.Second.Epoch);
        var there = appends.Skip(1).Select(append => (append.FirstSeq, append.Epoch)).ToList();
        var acknowledged = owners.SelectMany(owner => owner.Committed).Order().ToList();
        acknowledged.Except(there).ShouldBeEmpty("acknowledged, and not there");
        there.Except(acknowledged).ShouldBeEmpty("refused, and there");
        owners.ShouldAllBe(owner => owner.Committed.Count > 0 && owner.Fenced > 0);
    }

    private sealed class Contest(Append stream, CancellationToken late)
    {
        private int _takeovers;

        public Append Stream => stream;

        public int Takeovers => Volatile.Read(ref _takeovers);

        public bool IsOver => Takeovers >= TakeoverHammerTests.Takeovers || late.IsCancellationRequested;

        public void Count() => Interlocked.Increment(ref _takeovers);
    }

    private sealed class Owner(PostgresJournalStore store, NodeIncarnation node, Contest contest)
    {
        private long _epoch;

        /// <summary>Seq and epoch of what was acknowledged.</summary>
        public List<(long Seq, long Epoch)> Committed { get; } = [];

        public int Fenced { get; private set; }

        public async Task TakeOver()
        {
            while (!contest.IsOver)
            {
                var seen = (await store.Shards(CancellationToken.None))[contest.Stream.Shard];
                foreach (var taken in await store.TakeOver(node, [seen], CancellationToken.None))
                {
                    contest.Count();
                    Volatile.Write(ref _epoch, taken.Epoch);
                }
            }
        }

        public async Task Append()
        {
            while (!contest.IsOver)
            {
                // It reads after it was told of its epoch, as an owner recovers: nobody else can have written since, or the fence is gone.
                var epoch = Volatile.Read(ref _epoch);
                var head = await store.Find(contest.Stream.Entity, CancellationToken.None);
                var append = new Append { Entity = contest.Stream.Entity, StreamKey = head!.Value.StreamKey, Shard = contest.Stream.Shard, Epoch = epoch, FirstSeq = head.Value.LastSeq + 1, Count = 1 };
                while (await Commit(append))
                    append.FirstSeq++;
            }
        }

        private async Task<bool> Commit(Append append)
        {
            var outcome = await store.Commit([append]);
            if (outcome.Kind == AppendOutcomeKind.Committed)
            {
                Committed.Add((append.FirstSeq, append.Epoch));
                return !contest.IsOver;
            }

            outcome.Refusals.ShouldHaveSingleItem($"{outcome.Kind}: {outcome.Detail}").Outcome.Kind.ShouldBe(AppendOutcomeKind.Fenced);
            Fenced++;
            return false;
        }
    }
}
