using Runs.Runtime.Journal;
using Runs.Simulation.Recording;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Plants;

/// <summary>Shows slots that are held as free now and then, and lets who takes one have it beside its holder.</summary>
internal sealed class OpenStore(RecordingStore store, SeededRandom random) : StoreDecorator(store)
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<PermitRecord>> Permits(string limitKey, CancellationToken cancellation) =>
    [
        .. (await base.Permits(limitKey, cancellation))
            .Select(slot => slot.Holder is not null && random.Chance(0.3) ? slot with { Holder = null, Step = "", Attempt = 0 } : slot),
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
                if (slot.Holder is null || append.Releases.Contains(new PermitRelease(claim.LimitKey, claim.Slot)))
                    claims.Add(claim);
            }

            append.Claims = claims;
        }

        return await base.Commit(batch);
    }
}
