using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Journal.Tests.Contract;

/// <summary>What a store keeps when it is opened again. Only for stores that outlive their process.</summary>
public abstract class DurabilityContract(IPersistentStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task Epochs_and_incarnations_survive_reopening()
    {
        var stream = await Committed(New("a"));
        await Reopen();

        var next = await Store.Join(Node.Node, Token);
        next.Number.ShouldBeGreaterThan(Node.Number);
        (await TakeAll(next)).ShouldAllBe(shard => shard.Epoch == 2 && shard.Owner == next.Number);
        await ShouldRefuse(AppendOutcomeKind.Fenced, After(stream));
    }

    [Fact]
    public async Task Generations_survive_reopening()
    {
        var end = After(await Committed(Claiming(New("a"), generation: 9)));
        end.Releases = [new PermitRelease("limit", 0)];
        await Committed(end);
        await Reopen();

        (await Store.Permits("limit", Token)).ShouldBe([new PermitRecord(0, 9, null, "", 0)]);
    }

    [Fact]
    public async Task Everything_survives_reopening()
    {
        var first = New("a", data: "one");
        first.Row = Row("done") with { StartedAt = Noon, Terminal = true };
        await Committed(first);
        await Committed(After(first, data: "two"));
        await Reopen();

        (await Find("a")).ShouldBe(new StreamHead(first.StreamKey, 2));
        (await ReadAll(first.StreamKey)).Select(a => a.Data.ToArray()).ShouldBe([Bytes("one"), Bytes("two")]);
        (await Store.FindListed(Run("a"), Token))!.Row.ShouldBe(first.Row);
        await Committed(After(After(first)));
    }

    [Fact]
    public async Task Keys_of_erased_streams_are_not_given_out_after_reopening()
    {
        var old = await Committed(New("a"));
        await Committed(Erasing(old));
        await Reopen();

        (await Committed(New("b"))).StreamKey.ShouldBeGreaterThan(old.StreamKey);
    }

    private static Append Claiming(Append append, long generation)
    {
        append.Claims = [new PermitClaim("limit", 0, generation, "s1", 1)];
        return append;
    }

    private static Append Erasing(Append last)
    {
        var append = After(last);
        append.Erase = true;
        return append;
    }

    protected async ValueTask Reopen() => Store = await fixture.Reopen(Store);
}
