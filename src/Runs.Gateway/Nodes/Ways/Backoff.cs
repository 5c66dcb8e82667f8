namespace Runs.Gateway.Nodes.Ways;

/// <summary>How long to wait before the next try: twice as long after each failure, and somewhat at random.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, Func<double> random)
{
    private int _failures;

    /// <summary>The wait after one more failure: from half of the full one to all of it.</summary>
    public TimeSpan Next()
    {
        var full = Math.Min(longest.TotalMilliseconds, first.TotalMilliseconds * Math.Pow(2, Math.Min(_failures++, 30)));
        return TimeSpan.FromMilliseconds(full * (0.5 + (random() / 2)));
    }

    public void Reset() => _failures = 0;
}
