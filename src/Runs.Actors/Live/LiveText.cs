namespace Runs.Actors.Live;

/// <summary>A text that only grows: in memory while it is short, in a temporary file beyond. Not for several threads at a time.</summary>
internal sealed class LiveText(LiveSpill? spill) : IDisposable
{
    /// <summary>So much stays in memory, in UTF-16 code units: 256 KiB.</summary>
    public const int MemoryLimit = 128 * 1024;

    private char[] _memory = [];
    private LiveSpillFile? _file;

    public int Length { get; private set; }

    /// <summary>Adds to the end. <see langword="false"/> when the file can't take it; then nothing of it is there.</summary>
    public bool TryAppend(ReadOnlySpan<char> text)
    {
        if (_file is null && Length + text.Length > MemoryLimit && spill is not null && !TrySpill())
            return false;
        if (_file is not null && !_file.TryWrite(Length, text))
            return false;
        if (_file is null)
            Remember(text);
        Length += text.Length;
        return true;
    }

    /// <summary>A piece of it; <see langword="null"/> when the file can't be read.</summary>
    public string? Read(int start, int length) => _file is null ? new string(_memory, start, length) : _file.TryRead(start, length);

    public void Dispose()
    {
        _file?.Dispose();
        _memory = [];
        Length = 0;
    }

    private bool TrySpill()
    {
        var file = spill!.TryCreate();
        if (file is null)
            return false;
        if (!file.TryWrite(0, _memory.AsSpan(0, Length)))
        {
            file.Dispose();
            return false;
        }

        (_file, _memory) = (file, []);
        return true;
    }

    private void Remember(ReadOnlySpan<char> text)
    {
        if (Length + text.Length > _memory.Length)
            Array.Resize(ref _memory, Math.Max(Length + text.Length, Math.Max(256, _memory.Length * 2)));
        text.CopyTo(_memory.AsSpan(Length));
    }
}
