using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Tests.Contract;

/// <summary>Appends, their positions, and the outcome of batches.</summary>
public abstract class AppendContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task A_first_append_creates_its_stream_and_tells_its_key()
    {
        var first = await Committed(New("a", count: 2));

        first.StreamKey.ShouldBeGreaterThan(0);
        (await Find("a")).ShouldBe(new StreamHead(first.StreamKey, 2));
    }

    [Fact]
    public async Task What_was_committed_is_read_back_as_it_was()
    {
        var first = await Committed(New("a", count: 3, data: "first"));
        await Committed(After(first, data: "second"));

        var appends = await ReadAll(first.StreamKey);

        appends.Select(a => (a.FirstSeq, a.LastSeq, a.Epoch, a.At)).ShouldBe([(1, 3, 1, Noon), (4, 4, 1, Noon.AddSeconds(1))]);
        appends.Select(a => a.Data.ToArray()).ShouldBe([Bytes("first"), Bytes("second")]);
    }

    [Fact]
    public async Task The_store_keeps_nothing_of_an_append_after_its_answer()
    {
        var data = Bytes("before");
        var append = New("a");
        append.Data = data;
        await Committed(append);

        data.AsSpan().Fill((byte)'x');

        (await ReadAll(append.StreamKey)).Single().Data.ToArray().ShouldBe(Bytes("before"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task An_append_that_does_not_begin_at_the_end_is_a_conflict(int off)
    {
        var next = After(await Committed(New("a", count: 2)));
        next.FirstSeq += off;

        await ShouldRefuse(AppendOutcomeKind.Conflict, next);

        (await Find("a"))!.Value.LastSeq.ShouldBe(2);
    }

    [Fact]
    public async Task A_stream_that_exists_cannot_be_created()
    {
        await Committed(New("a", data: "mine"));

        var second = New("a", data: "theirs");
        await ShouldRefuse(AppendOutcomeKind.Conflict, second);

        second.StreamKey.ShouldBe(0);
        (await ReadAll((await Find("a"))!.Value.StreamKey)).Single().Data.ToArray().ShouldBe(Bytes("mine"));
    }

    [Fact]
    public async Task A_stream_that_does_not_exist_cannot_be_continued()
    {
        var late = New("a");
        late.FirstSeq = 2;
        await ShouldRefuse(AppendOutcomeKind.Conflict, late);

        var lost = New("b");
        lost.StreamKey = 4711;
        await ShouldRefuse(AppendOutcomeKind.Conflict, lost);
    }

    [Fact]
    public async Task A_repeated_append_is_a_conflict_and_stored_once()
    {
        var first = await Committed(New("a"));
        var next = await Committed(After(first));

        await ShouldRefuse(AppendOutcomeKind.Conflict, next);

        (await ReadAll(first.StreamKey)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_batch_commits_all_its_streams()
    {
        var batch = Enumerable.Range(0, 64).Select(i => New($"r{i}")).ToList();

        (await Commit(batch)).Kind.ShouldBe(AppendOutcomeKind.Committed);

        batch.Select(a => a.StreamKey).Distinct().Count().ShouldBe(64);
        foreach (var append in batch)
            (await Store.Find(append.Entity, Token)).ShouldBe(new StreamHead(append.StreamKey, 1));
    }

    [Fact]
    public async Task An_empty_batch_commits() => (await Commit()).Kind.ShouldBe(AppendOutcomeKind.Committed);

    [Fact]
    public async Task A_batch_may_continue_a_stream_twice()
    {
        var first = await Committed(New("a"));
        var second = After(first);

        (await Commit(second, After(second))).Kind.ShouldBe(AppendOutcomeKind.Committed);

        (await Find("a"))!.Value.LastSeq.ShouldBe(3);
    }

    [Fact]
    public async Task With_one_refusal_nothing_is_stored_and_every_refusal_is_named()
    {
        var holder = New("holder");
        holder.Claims = [new PermitClaim("limit", 0, 1, "s1", 1)];
        await Committed(holder);
        var good = New("good");
        var fenced = New("fenced");
        fenced.Epoch = 7;
        var conflict = After(holder);
        conflict.FirstSeq = 9;
        var taken = New("taken");
        taken.Claims = [new PermitClaim("limit", 0, 2, "s1", 1)];

        var outcome = await Commit(good, fenced, conflict, taken);

        outcome.Kind.ShouldBe(AppendOutcomeKind.Conflict);
        outcome.Refusals.Select(r => (r.Index, r.Outcome.Kind)).ShouldBe(
            [(1, AppendOutcomeKind.Fenced), (2, AppendOutcomeKind.Conflict), (3, AppendOutcomeKind.SlotTaken)]);
        outcome.Refusals[2].Outcome.Detail.ShouldBe("limit");
        good.StreamKey.ShouldBe(0);
        (await Find("good")).ShouldBeNull();
        (await Find("holder"))!.Value.LastSeq.ShouldBe(1);
        await Committed(good);
    }

    [Fact]
    public async Task After_a_refused_batch_its_good_appends_commit_where_they_would_have()
    {
        var stream = await Committed(New("a"));
        var next = After(stream);
        var fenced = New("b");
        fenced.Epoch = 0;
        (await Commit(next, fenced)).Refusals.Select(r => r.Index).ShouldBe([1]);

        await Committed(next);

        (await ReadAll(stream.StreamKey)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_refused_append_leaves_nothing_for_those_after_it()
    {
        var holder = New("holder");
        holder.Claims = [new PermitClaim("limit", 0, 1, "", 0)];
        await Committed(holder);
        var gives = After(holder);
        gives.Epoch = 9;
        gives.Releases = [new PermitRelease("limit", 0)];
        var takes = New("taker");
        takes.Claims = [new PermitClaim("limit", 0, 2, "", 0)];

        var outcome = await Commit(gives, takes);

        outcome.Refusals.Select(r => (r.Index, r.Outcome.Kind)).ShouldBe([(0, AppendOutcomeKind.Fenced), (1, AppendOutcomeKind.SlotTaken)]);
    }

    [Fact]
    public async Task A_large_append_is_stored_whole()
    {
        var data = new byte[1 << 20];
        new Random(1).NextBytes(data);
        var append = New("a");
        append.Data = data;
        await Committed(append);

        (await ReadAll(append.StreamKey)).Single().Data.Span.SequenceEqual(data).ShouldBeTrue();
    }

    [Fact]
    public async Task Data_may_be_empty()
    {
        var append = await Committed(New("a", data: ""));

        (await ReadAll(append.StreamKey)).Single().Data.Length.ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Überprüfung-検査-🦉")]
    [InlineData("nul\0inside")]
    [InlineData("quote'\"%;--")]
    [InlineData("e\u0301")]
    public async Task Ids_are_any_text_and_compared_ordinally(string id)
    {
        var append = New(id);
        append.Row = Row() with { Cwd = id, Owner = id, Labels = id };
        await Committed(append);
        await Committed(New("\u00e9"));

        (await Find(id)).ShouldBe(new StreamHead(append.StreamKey, 1));
        (await Find(id + "\0")).ShouldBeNull();
        (await Store.FindListed(Run(id), Token))!.ShouldSatisfyAllConditions(
            listed => listed.Entity.ShouldBe(Run(id)),
            listed => listed.Row.ShouldBe(append.Row));
    }

    [Fact]
    public async Task Streams_of_equal_id_and_another_kind_are_apart()
    {
        var run = await Committed(New("a"));
        var queue = await Committed(New(new EntityId("queue", "a")));

        queue.StreamKey.ShouldNotBe(run.StreamKey);
    }
}
