using Runs.Checkers.Evidence;

namespace Runs.Checkers.Checkers;

/// <summary>A viewer sees the events of its run once and in order, each as it is in the journal, and in the end all of them.</summary>
internal sealed class ViewerChecker : IChecker
{
    /// <inheritdoc/>
    public string Promise => "A viewer sees every event of its run once and in order.";

    /// <inheritdoc/>
    public IEnumerable<string> Problems(CaseFile file)
    {
        foreach (var viewer in file.Testimony.Viewers.Where(viewer => !file.IsErased(viewer.Run)))
        {
            var events = file.Runs.FirstOrDefault(run => run.Run == viewer.Run)?.Events ?? [];
            for (var i = 0; i < viewer.Events.Count; i++)
            {
                var seen = viewer.Events[i];
                if (seen.Seq != i + 1)
                {
                    yield return $"a viewer of {viewer.Run} saw event {seen.Seq} after {(i == 0 ? 0 : viewer.Events[i - 1].Seq)}";
                    break;
                }

                if (i >= events.Count || events[i].Raised.Type != seen.Type)
                {
                    yield return $"a viewer of {viewer.Run} saw event {seen.Seq} as {seen.Type}, and the journal has {(i < events.Count ? events[i].Raised.Type : "none")}";
                    break;
                }
            }

            if (viewer.IsComplete && viewer.Events.Count < events.Count)
                yield return $"a viewer of {viewer.Run} saw {viewer.Events.Count} of {events.Count} events";
        }
    }
}
