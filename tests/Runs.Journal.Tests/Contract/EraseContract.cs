using Runs.Runtime.Journal;

namespace Runs.Journal.Tests.Contract;

/// <summary>Erasing streams.</summary>
public abstract class EraseContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task An_erased_stream_leaves_nothing_but_the_generations_of_its_permits()
    {
        var stream = await Full("a");
        await Committed(Erasing(stream));

        (await Find("a")).ShouldBeNull();
        (await Store.Read(stream.StreamKey, 0, 1000, Token)).ShouldBeEmpty();
        (await Store.FindListed(Run("a"), Token)).ShouldBeNull();
        (await Store.Due(DateTimeOffset.MaxValue, 10, null, Token)).ShouldBeEmpty();
        (await Store.Permits("limit", Token)).ShouldBe([new PermitRecord(0, 3, null, "", 0)]);
    }

    [Fact]
    public async Task Other_streams_stay()
    {
        await Committed(Erasing(await Full("a")));
        var other = await Committed(New("b"));

        (await ReadAll(other.StreamKey)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_fence_and_the_position_are_checked()
    {
        var stream = await Full("a");
        var deposed = Erasing(stream);
        deposed.Epoch = 0;
        await ShouldRefuse(AppendOutcomeKind.Fenced, deposed);
        var late = Erasing(stream);
        late.FirstSeq--;
        await ShouldRefuse(AppendOutcomeKind.Conflict, late);
        var absent = New("absent");
        absent.Erase = true;
        await ShouldRefuse(AppendOutcomeKind.Conflict, absent);

        (await ReadAll(stream.StreamKey)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_erased_id_can_be_used_again_and_its_old_key_leads_nowhere()
    {
        var old = await Full("a");
        await Committed(Erasing(old));

        var again = await Committed(New("a"));

        again.StreamKey.ShouldNotBe(old.StreamKey);
        await ShouldRefuse(AppendOutcomeKind.Conflict, After(old));
        await ShouldRefuse(AppendOutcomeKind.Conflict, Erasing(old));
    }

    private async ValueTask<Append> Full(string id)
    {
        var append = New(id);
        append.Row = Row() with { WakeAt = Noon };
        append.Claims = [new PermitClaim("limit", 0, 3, "s1", 1)];
        return await Committed(append);
    }

    private static Append Erasing(Append last)
    {
        var append = After(last);
        append.Erase = true;
        return append;
    }
}
