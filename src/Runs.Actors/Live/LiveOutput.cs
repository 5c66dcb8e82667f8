using Runs.Actors.Attempts;

namespace Runs.Actors.Live;

/// <summary>
/// What one attempt has shown so far. It is kept while the attempt lives, up to a limit; over the limit the rest isn't kept, and
/// watchers get it with the result.
/// </summary>
public sealed class LiveOutput : IAttemptOutput, IDisposable
{
    /// <summary>So much of an attempt's output is kept, in UTF-16 code units: 4 MiB.</summary>
    public const int Capacity = 2 * 1024 * 1024;

    /// <summary>The longest piece that is read at a time, in UTF-16 code units: 128 KiB.</summary>
    public const int MaxDelta = 64 * 1024;

    private readonly Action _changed;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly List<LivePart> _parts = [];
    private readonly LiveText _text;
    private bool _isFull;
    private long _lastSign;

    internal LiveOutput(AttemptKey key, TimeProvider time, LiveSpill? spill, Action changed)
    {
        Key = key;
        _time = time;
        _text = new LiveText(spill);
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

    /// <summary>
    /// The next piece of one part, at most <see cref="MaxDelta"/> and never half a character, from one address on and not beyond
    /// another; <see langword="null"/> when there is none.
    /// </summary>
    public LiveDelta? Read(LiveAddress from, LiveAddress upTo) => Read(from, upTo, MaxDelta);

    /// <summary>The place after everything that was shown so far.</summary>
    internal LiveAddress Place
    {
        get
        {
            lock (_gate)
                return _parts.Count == 0 ? default : new(_parts.Count - 1, _parts[^1].Length);
        }
    }

    /// <summary>The next piece, at most so many UTF-16 code units of it; at least two.</summary>
    internal LiveDelta? Read(LiveAddress from, LiveAddress upTo, int most)
    {
        lock (_gate)
        {
            for (var index = from.Part; index < _parts.Count && index <= upTo.Part; index++)
            {
                var part = _parts[index];
                var start = index == from.Part ? from.Offset : 0;
                var end = Math.Min(part.Length, index == upTo.Part ? upTo.Offset : int.MaxValue);
                if (start < end)
                    return Piece(index, start, Math.Min(end, start + most));
            }

            return null;
        }
    }

    /// <summary>Goes on with what the same attempt has shown elsewhere, at <see cref="Place"/>.</summary>
    internal void Append(LiveDelta delta) => Add(delta.Kind, delta.Text);

    /// <summary>The end of the result's text so far, at most so many UTF-16 code units.</summary>
    public string TextTail(int limit)
    {
        lock (_gate)
        {
            var pieces = new Stack<string>();
            for (var index = _parts.Count - 1; index >= 0 && limit > 0; index--)
            {
                var part = _parts[index];
                if (part.Kind != LivePartKind.Text)
                    continue;
                var length = Math.Min(limit, part.Length);
                pieces.Push(_text.Read(part.Start + part.Length - length, length) ?? "");
                limit -= length;
            }

            return string.Concat(pieces);
        }
    }

    /// <summary>Forgets everything. Nothing is kept any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isFull = true;
            _parts.Clear();
            _text.Dispose();
        }
    }

    private LiveDelta? Piece(int index, int start, int end)
    {
        var part = _parts[index];
        var length = end - start;
        if (_text.Read(part.Start + start, length) is not { } text)
            return null;
        // The other half of the character may be on its way, unless the part is over.
        var mayGoOn = index == _parts.Count - 1 || start + length < part.Length;
        if (mayGoOn && char.IsHighSurrogate(text[^1]))
            text = text[..^1];
        return text.Length == 0 ? null : new LiveDelta(part.Kind, index, text, new(index, start + text.Length));
    }

    private void Add(LivePartKind kind, string delta)
    {
        Heartbeat();
        lock (_gate)
        {
            if (_isFull || delta.Length == 0)
                return;
            var kept = delta.AsSpan(0, Math.Min(delta.Length, Capacity - _text.Length));
            // What is kept is always a beginning: after a gap nothing is kept any more.
            _isFull = !Keep(kind, kept) || kept.Length < delta.Length;
        }

        _changed();
    }

    private bool Keep(LivePartKind kind, ReadOnlySpan<char> text)
    {
        var start = _text.Length;
        if (!_text.TryAppend(text))
            return false;
        if (_parts.Count == 0 || _parts[^1].Kind != kind)
            _parts.Add(new(kind, start, 0));
        _parts[^1] = _parts[^1] with { Length = _parts[^1].Length + text.Length };
        return true;
    }

    private readonly record struct LivePart(LivePartKind Kind, int Start, int Length);
}
