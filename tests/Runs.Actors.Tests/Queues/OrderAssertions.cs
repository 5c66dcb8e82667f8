namespace Runs.Actors.Tests.Queues;

internal static class OrderAssertions
{
    /// <summary>Each is there, and none is before the one before it.</summary>
    public static void ShouldBeInOrder(this IEnumerable<DateTimeOffset?> times)
    {
        var all = times.ToList();
        all.ShouldAllBe(time => time != null);
        all.ShouldBe(all.Order());
    }
}
