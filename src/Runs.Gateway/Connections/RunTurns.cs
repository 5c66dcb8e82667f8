namespace Runs.Gateway.Connections;

/// <summary>Requests on one run, from whatever connection, are handled one after the other, in the order in which they came.</summary>
internal sealed class RunTurns
{
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Does the work when everything before it on this run is done. Its place in the line is taken before this returns.</summary>
    public async ValueTask Take(string run, Func<ValueTask> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        Line? line;
        lock (_gate)
        {
            if (!_lines.TryGetValue(run, out line))
                _lines[run] = line = new Line();
            (before, line.Last) = (line.Last, done.Task);
            line.Length++;
        }

        await before;
        try
        {
            await work();
        }
        finally
        {
            lock (_gate)
            {
                if (--line.Length == 0)
                    _lines.Remove(run);
            }

            done.SetResult();
        }
    }

    private sealed class Line
    {
        public Task Last { get; set; } = Task.CompletedTask;

        public int Length { get; set; }
    }
}
