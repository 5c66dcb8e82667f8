using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Node.CommandLine;
using Runs.Node.Doors;

namespace Runs.Node.Reading;

/// <summary>The runs above a sub-run.</summary>
internal static class RunAncestors
{
    /// <summary>The uppermost run that waits for this one, however many are in between; the run itself when nobody does.</summary>
    public static async Task<RunId> Top(VerbContext context, RunId run)
    {
        await using var reader = await RunDoors.OpenToRead(context);
        var top = run;
        var (state, _) = await StoredRun.Read(reader, run);
        while (state.Parent is { } link)
        {
            var (parent, _) = await StoredRun.Read(reader, RunId.Parse(link.Run));
            if (!Awaits(parent, top))
                break;
            (top, state) = (RunId.Parse(link.Run), parent);
        }

        return top;
    }

    private static bool Awaits(RunState parent, RunId run) => parent.SubRuns.GetValueOrDefault(run.Value) is { IsLeft: false };
}
