using System.Globalization;
using Runs.Actors.Queues;

namespace Runs.Node.Terminal;

/// <summary>Where a run stands in its queue, in a line.</summary>
internal static class QueueLine
{
    public static string Of(QueuePlace place) =>
        string.Create(CultureInfo.InvariantCulture, $"queued, position {place.Position} of {Math.Max(place.Position, place.Waiting)}");
}
