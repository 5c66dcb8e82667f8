using Runs.Runtime.Journal;

namespace Runs.Journal.Tests.Contract;

/// <summary>Permit slots: one holder each, and generations that never go back.</summary>
public abstract class PermitContract(IStoreFixture fixture) : StoreContract(fixture)
{
    private const string Limit = "queue:default/steps";

    [Fact]
    public async Task A_claim_takes_its_slot_with_the_append()
    {
        await Committed(Claiming(New("a"), slot: 2, generation: 5));

        (await Permits()).ShouldBe([new PermitRecord(2, 5, Run("a"), "s1", 3)]);
    }

    [Fact]
    public async Task A_held_slot_is_refused_to_others_and_to_its_holder()
    {
        var holder = await Committed(Claiming(New("a"), slot: 0, generation: 1));

        await ShouldRefuse(AppendOutcomeKind.SlotTaken, Claiming(New("b"), slot: 0, generation: 2));
        await ShouldRefuse(AppendOutcomeKind.SlotTaken, Claiming(After(holder), slot: 0, generation: 2));

        (await Find("b")).ShouldBeNull();
        await Committed(Claiming(New("b"), slot: 1, generation: 1));
    }

    [Fact]
    public async Task A_released_slot_is_free_and_remembers_its_generation()
    {
        var holder = await Committed(Claiming(New("a"), slot: 0, generation: 4));
        var end = After(holder);
        end.Releases = [new PermitRelease(Limit, 0)];
        await Committed(end);

        (await Permits()).ShouldBe([new PermitRecord(0, 4, null, "", 0)]);
        await ShouldRefuse(AppendOutcomeKind.SlotTaken, Claiming(New("b"), slot: 0, generation: 4));
        await Committed(Claiming(New("b"), slot: 0, generation: 5));
    }

    [Fact]
    public async Task An_append_may_give_a_slot_back_and_take_it_again()
    {
        var holder = await Committed(Claiming(New("a"), slot: 0, generation: 1));
        var again = Claiming(After(holder), slot: 0, generation: 2);
        again.Releases = [new PermitRelease(Limit, 0)];

        await Committed(again);

        (await Permits()).Single().Generation.ShouldBe(2);
    }

    [Fact]
    public async Task A_slot_given_back_earlier_in_the_batch_is_free()
    {
        var end = After(await Committed(Claiming(New("a"), slot: 0, generation: 1)));
        end.Releases = [new PermitRelease(Limit, 0)];

        (await Commit(end, Claiming(New("b"), slot: 0, generation: 2))).Kind.ShouldBe(AppendOutcomeKind.Committed);

        (await Permits()).Single().Holder.ShouldBe(Run("b"));
    }

    [Fact]
    public async Task Two_claims_of_one_slot_never_commit_together()
    {
        var outcome = await Commit(Claiming(New("a"), slot: 0, generation: 1), Claiming(New("b"), slot: 0, generation: 2));
        outcome.Refusals.Select(r => (r.Index, r.Outcome)).ShouldBe([(1, new AppendOutcome(AppendOutcomeKind.SlotTaken, Limit))]);

        var twice = New("c");
        twice.Claims = [new PermitClaim(Limit, 0, 1, "", 0), new PermitClaim(Limit, 0, 2, "", 0)];
        await ShouldRefuse(AppendOutcomeKind.SlotTaken, twice);

        (await Permits()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Releasing_what_one_does_not_hold_changes_nothing()
    {
        await Committed(Claiming(New("a"), slot: 0, generation: 1));
        var other = New("b");
        other.Releases = [new PermitRelease(Limit, 0), new PermitRelease("no such limit", 7)];

        await Committed(other);

        (await Permits()).Single().Holder.ShouldBe(Run("a"));
    }

    [Fact]
    public async Task A_conflict_moves_no_permits()
    {
        var holder = await Committed(Claiming(New("a"), slot: 0, generation: 1));
        var late = Claiming(After(holder), slot: 1, generation: 1);
        late.FirstSeq++;
        late.Releases = [new PermitRelease(Limit, 0)];

        await ShouldRefuse(AppendOutcomeKind.Conflict, late);

        (await Permits()).ShouldBe([new PermitRecord(0, 1, Run("a"), "s1", 3)]);
    }

    private static Append Claiming(Append append, int slot, long generation)
    {
        append.Claims = [new PermitClaim(Limit, slot, generation, "s1", 3)];
        return append;
    }

    private ValueTask<IReadOnlyList<PermitRecord>> Permits() => Store.Permits(Limit, Token);
}
