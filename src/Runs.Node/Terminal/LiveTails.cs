using Runs.Actors.Live;
using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;

namespace Runs.Node.Terminal;

/// <summary>The end of what each step is writing.</summary>
internal sealed class LiveTails
{
    private const int Length = 400;

    private readonly Dictionary<StepId, (int Attempt, string Text)> _tails = [];
    private readonly Lock _gate = new();

    /// <summary>More of it. What a model thinks is shown too, until it writes.</summary>
    public void Add(RunUpdate.Streamed update)
    {
        lock (_gate)
        {
            var before = _tails.TryGetValue(update.Step, out var tail) && tail.Attempt == update.Attempt ? tail.Text : "";
            var text = update.Delta.Kind == LivePartKind.Diagnostic ? update.Delta.Text : before + update.Delta.Text;
            _tails[update.Step] = (update.Attempt, text.Length > Length ? text[^Length..] : text);
        }
    }

    /// <summary>The end, in one line.</summary>
    public string Of(StepId step)
    {
        lock (_gate)
            return _tails.TryGetValue(step, out var tail) ? PlainText.OneLine(tail.Text) : "";
    }
}
