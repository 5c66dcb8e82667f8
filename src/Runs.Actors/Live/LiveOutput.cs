using System.Text;
using Runs.Actors.Attempts;

namespace Runs.Actors.Live;

/// <summary>
/// What one attempt has shown so far. It is kept while the attempt lives, up to a limit; over the limit the rest isn't kept, and
/// watchers get it with the result.
/// </summary>
public sealed class LiveOutput : IAttemptOutput
{
    /// <summary>So much of an attempt's output is kept, in UTF-16 code units: 4 Mi.</summary>
    public const int Capacity = 4 * 1024 * 1024;

    private readonly Action _changed;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly List<(LivePartKind Kind, StringBuilder Text)> _parts = [];
    private int _length;
    private long _lastSign;

    internal LiveOutput(AttemptKey key, TimeProvider time, Action changed)
    {
        Key = key;
        _time = time;
        _changed = changed;
        _lastSign = time.GetTimestamp();
    }

    /// <summary>The attempt.</summary>
    public AttemptKey Key { get; }

    /// <summary>How long nothing was heard of the attempt.</summary>
    public TimeSpan Silence => _time.GetElapsedTime(Volatile.Read(ref _lastSign));

    /// <inheritdoc/>
    public void Text(string delta) => Add(LivePartKind.Text, delta);

    /// <inheritdoc/>
    public void Thinking(string delta) => Add(LivePartKind.Thinking, delta);

    /// <inheritdoc/>
    public void Diagnostic(string line) => Add(LivePartKind.Diagnostic, line + "\n");

    /// <inheritdoc/>
    public void Heartbeat() => Volatile.Write(ref _lastSign, _time.GetTimestamp());

    /// <summary>Everything from an address on, one delta for each part.</summary>
    public IReadOnlyList<LiveDelta> From(LiveAddress address)
    {
        lock (_gate)
        {
            var deltas = new List<LiveDelta>();
            for (var part = address.Part; part < _parts.Count; part++)
            {
                var (kind, text) = _parts[part];
                var offset = part == address.Part ? address.Offset : 0;
                if (offset < text.Length)
                    deltas.Add(new(kind, part, text.ToString(offset, text.Length - offset), new(part, text.Length)));
            }

            return deltas;
        }
    }

    /// <summary>All text of the result so far.</summary>
    public string TextSoFar()
    {
        lock (_gate)
            return string.Concat(_parts.Where(part => part.Kind == LivePartKind.Text).Select(part => part.Text));
    }

    private void Add(LivePartKind kind, string delta)
    {
        Heartbeat();
        lock (_gate)
        {
            var room = Capacity - _length;
            if (room <= 0 || delta.Length == 0)
                return;
            if (_parts.Count == 0 || _parts[^1].Kind != kind)
                _parts.Add((kind, new StringBuilder()));
            _parts[^1].Text.Append(delta, 0, Math.Min(room, delta.Length));
            _length += delta.Length;
        }

        _changed();
    }
}
