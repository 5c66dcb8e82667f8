using Runs.Runtime.Journal;

namespace Runs.Journal.Tests.Contract;

/// <summary>Reading streams in pages.</summary>
public abstract class ReadContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task A_stream_that_does_not_exist_is_not_found_and_reads_empty()
    {
        (await Find("a")).ShouldBeNull();
        (await Store.FindListed(Run("a"), Token)).ShouldBeNull();
        (await Store.Read(4711, 0, 1000, Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 4)]
    [InlineData(4, 5)]
    [InlineData(5, 5)]
    [InlineData(6, null)]
    [InlineData(99, null)]
    public async Task Reading_begins_with_the_append_that_has_the_next_event(long afterSeq, int? firstSeq)
    {
        var first = await Committed(New("a", count: 3));
        var second = await Committed(After(first));
        await Committed(After(second, count: 2));

        var page = await Store.Read(first.StreamKey, afterSeq, 1 << 20, Token);

        (page.Count == 0 ? null : (long?)page[0].FirstSeq).ShouldBe(firstSeq);
        if (firstSeq is not null)
            page[^1].LastSeq.ShouldBe(6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(250)]
    [InlineData(1 << 20)]
    public async Task Pages_of_any_size_have_every_append_once(int maxBytes)
    {
        var last = await Committed(New("a", data: new string('x', 100)));
        for (var i = 0; i < 20; i++)
            last = await Committed(After(last, count: 1 + (i % 3), data: new string('y', 100)));

        var appends = await ReadAll(last.StreamKey, maxBytes);

        appends.Count.ShouldBe(21);
        appends.Zip(appends.Skip(1)).ShouldAllBe(pair => pair.Second.FirstSeq == pair.First.LastSeq + 1);
    }

    [Fact]
    public async Task A_page_has_about_the_bytes_asked_for()
    {
        var last = await Committed(New("a", data: new string('x', 100)));
        for (var i = 0; i < 9; i++)
            last = await Committed(After(last, data: new string('y', 100)));

        (await Store.Read(last.StreamKey, 0, 300, Token)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Streams_do_not_mix()
    {
        var a = await Committed(New("a", data: "a"));
        var b = await Committed(New("b", data: "b"));
        await Committed(After(a, data: "a"));
        await Committed(After(b, data: "b"));

        (await ReadAll(a.StreamKey)).ShouldAllBe(append => append.Data.ToArray().SequenceEqual(Bytes("a")));
        (await ReadAll(b.StreamKey)).ShouldAllBe(append => append.Data.ToArray().SequenceEqual(Bytes("b")));
    }
}
