using System.Text;
using Runs.Actors.Attempts;

namespace Runs.Actors.Tests;

/// <summary>Keeps what an attempt shows, and lets a test wait for it.</summary>
internal sealed class RecordingOutput : IAttemptOutput
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<string> _deltas = [];
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _thought = new();
    private readonly List<string> _diagnostics = [];
    private readonly List<(Func<bool> IsMet, TaskCompletionSource Met)> _waits = [];

    public string AllText => Locked(_text.ToString);

    public string Thought => Locked(_thought.ToString);

    public string[] Deltas => Locked(_deltas.ToArray);

    public string[] Diagnostics => Locked(_diagnostics.ToArray);

    public void Text(string delta) => Record(() =>
    {
        _deltas.Add(delta);
        _text.Append(delta);
    });

    public void Thinking(string delta) => Record(() => _thought.Append(delta));

    public void Diagnostic(string line) => Record(() => _diagnostics.Add(line));

    public void Heartbeat()
    {
    }

    /// <summary>Waits until the text contains this.</summary>
    public Task UntilText(string part) => Until(() => _text.ToString().Contains(part, StringComparison.Ordinal), $"the text \"{part}\"");

    /// <summary>Waits until there is so much text.</summary>
    public Task UntilLength(int length) => Until(() => _text.Length >= length, $"{length} characters of text");

    private async Task Until(Func<bool> isMet, string what)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Record(() => _waits.Add((isMet, met)));
        try
        {
            await met.Task.WaitAsync(Deadline);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited {Deadline} for {what}; there was \"{AllText}\".");
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
            return read();
    }

    private void Record(Action change)
    {
        lock (_gate)
        {
            change();
            foreach (var (_, met) in _waits.Where(wait => wait.IsMet()))
                met.TrySetResult();
        }
    }
}
