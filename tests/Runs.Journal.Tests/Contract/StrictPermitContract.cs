using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Tests.Contract;

/// <summary>
/// What makes limits strict, whoever proposes whatever: for each slot the generations strictly increase, and each has one holder. Several
/// proposers look at the slots at different times and propose what was free then, with batches made of what they propose together.
/// </summary>
public abstract class StrictPermitContract(IStoreFixture fixture) : StoreContract(fixture)
{
    private const int Slots = 3;
    private const int Rounds = 120;

    private static readonly string[] Limits = ["queue:default/runs", "limit:small"];

    private readonly Dictionary<EntityId, Append> _tails = [];
    private readonly Dictionary<(string Limit, int Slot), (long Generation, EntityId? Holder)> _ledger = [];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Generations_of_a_slot_strictly_increase_and_each_has_one_holder(int seed)
    {
        var random = new Random(seed);
        var looks = new List<Dictionary<(string, int), PermitRecord>> { await Look(), await Look(), await Look() };
        var taken = 0;
        for (var round = 0; round < Rounds; round++)
        {
            // Each proposer but one goes on with what it saw earlier.
            looks[random.Next(looks.Count)] = await Look();
            var batch = Enumerable.Range(0, 10).OrderBy(_ => random.Next()).Take(random.Next(1, 6)).Select(id => Propose(random, Run($"r{id}"), looks[id % looks.Count])).ToList();
            taken += await Settle(batch);
            await ShouldBeAsTold(seed, round);
        }

        taken.ShouldBeGreaterThan(0, "no slot was ever contended");
        _ledger.Count.ShouldBe(Limits.Length * Slots);
        _ledger.Values.ShouldAllBe(slot => slot.Generation > 5);
    }

    [Fact]
    public async Task Of_two_claims_of_one_slot_in_a_batch_the_second_is_refused_and_the_rest_goes_on()
    {
        Append[] batch = [Claiming("a", 0, 1), Claiming("b", 0, 2), Claiming("c", 1, 1), New("d")];

        (await Commit(batch)).Refusals.ShouldBe([new AppendRefusal(1, new AppendOutcome(AppendOutcomeKind.SlotTaken, Limits[0]))]);
        (await Commit(batch[0], batch[2], batch[3])).Kind.ShouldBe(AppendOutcomeKind.Committed);

        (await Store.Permits(Limits[0], Token)).Select(permit => (permit.Slot, permit.Generation, permit.Holder)).ShouldBe([(0, 1, Run("a")), (1, 1, Run("c"))]);
        (await Find("b")).ShouldBeNull();
        await ShouldRefuse(AppendOutcomeKind.SlotTaken, batch[1]);
    }

    [Fact]
    public async Task A_slot_whose_claim_is_refused_for_another_reason_is_there_for_the_next()
    {
        var fenced = Claiming("a", 0, 1);
        fenced.Epoch = 0;

        (await Commit(fenced, Claiming("b", 0, 1))).Refusals.Select(refusal => (refusal.Index, refusal.Outcome.Kind)).ShouldBe([(0, AppendOutcomeKind.Fenced)]);
    }

    private static Append Claiming(string id, int slot, long generation)
    {
        var append = New(id);
        append.Claims = [new PermitClaim(Limits[0], slot, generation, "s1", 1)];
        return append;
    }

    private Append Propose(Random random, EntityId entity, Dictionary<(string Limit, int Slot), PermitRecord> look)
    {
        var append = _tails.TryGetValue(entity, out var tail) ? After(tail) : New(entity);
        if (random.Next(12) == 0 && append.StreamKey != 0)
        {
            append.Erase = true;
            return append;
        }

        append.Releases = [.. Keys().Where(_ => random.Next(2) == 0).Select(key => new PermitRelease(key.Limit, key.Slot))];
        append.Claims = [.. Keys().Where(key => random.Next(look.TryGetValue(key, out var seen) && seen.Holder is not null ? 25 : 3) == 0).Select(key =>
            new PermitClaim(key.Limit, key.Slot, look.GetValueOrDefault(key).Generation + random.Next(1, 3), $"s{random.Next(5)}", random.Next(5)))];
        return append;
    }

    /// <summary>As a lane does: what is refused is answered, the rest is sent again. Answers how many slots were taken already.</summary>
    private async ValueTask<int> Settle(List<Append> batch)
    {
        var taken = 0;
        while (batch.Count > 0)
        {
            var outcome = await Store.Commit(batch);
            if (outcome.Kind == AppendOutcomeKind.Committed)
            {
                batch.ForEach(Tell);
                return taken;
            }

            outcome.Refusals.ShouldAllBe(refusal => refusal.Outcome.Kind == AppendOutcomeKind.SlotTaken);
            taken += outcome.Refusals.Count;
            var refused = outcome.Refusals.Select(refusal => refusal.Index).ToHashSet();
            batch = [.. batch.Where((_, index) => !refused.Contains(index))];
        }

        return taken;
    }

    /// <summary>What a committed append says of the slots, checked against all that was committed before it.</summary>
    private void Tell(Append append)
    {
        foreach (var (key, slot) in _ledger.ToList())
        {
            if (slot.Holder == append.Entity && (append.Erase || append.Releases.Contains(new PermitRelease(key.Limit, key.Slot))))
                _ledger[key] = (slot.Generation, null);
        }

        foreach (var claim in append.Erase ? [] : append.Claims)
        {
            var before = _ledger.GetValueOrDefault((claim.LimitKey, claim.Slot));
            before.Holder.ShouldBeNull($"{append.Entity} took slot {claim.Slot} of {claim.LimitKey}");
            claim.Generation.ShouldBeGreaterThan(before.Generation, $"of slot {claim.Slot} of {claim.LimitKey}");
            _ledger[(claim.LimitKey, claim.Slot)] = (claim.Generation, append.Entity);
        }

        if (append.Erase)
            _tails.Remove(append.Entity);
        else
            _tails[append.Entity] = append;
    }

    private async ValueTask ShouldBeAsTold(int seed, int round)
    {
        var look = await Look();
        look.ToDictionary(slot => slot.Key, slot => (slot.Value.Generation, slot.Value.Holder)).ShouldBe(_ledger, ignoreOrder: true, $"seed {seed}, round {round}");
    }

    private async ValueTask<Dictionary<(string Limit, int Slot), PermitRecord>> Look()
    {
        var look = new Dictionary<(string, int), PermitRecord>();
        foreach (var limit in Limits)
        {
            foreach (var permit in await Store.Permits(limit, Token))
                look.Add((limit, permit.Slot), permit);
        }

        return look;
    }

    private static IEnumerable<(string Limit, int Slot)> Keys() => Limits.SelectMany(limit => Enumerable.Range(0, Slots).Select(slot => (limit, slot)));
}
