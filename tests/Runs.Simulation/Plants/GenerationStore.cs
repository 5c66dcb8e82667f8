using Runs.Runtime.Journal;
using Runs.Simulation.Recording;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Plants;

/// <summary>Hides the last generation of free slots now and then, and doesn't insist that whoever takes one exceeds it.</summary>
internal sealed class GenerationStore(RecordingStore store, SeededRandom random) : StoreDecorator(store)
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<PermitRecord>> Permits(string limitKey, CancellationToken cancellation) =>
    [
        .. (await base.Permits(limitKey, cancellation))
            .Select(slot => slot is { Holder: null, Generation: > 1 } && random.Chance(0.5) ? slot with { Generation = slot.Generation - 1 } : slot),
    ];

    /// <inheritdoc/>
    public override async ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch)
    {
        foreach (var append in batch.Where(append => append.Claims.Count > 0))
        {
            var claims = new List<PermitClaim>();
            foreach (var claim in append.Claims)
            {
                var slot = (await base.Permits(claim.LimitKey, default)).FirstOrDefault(slot => slot.Slot == claim.Slot);
                claims.Add(claim with { Generation = Math.Max(claim.Generation, slot.Generation + 1) });
            }

            append.Claims = claims;
        }

        return await base.Commit(batch);
    }
}
