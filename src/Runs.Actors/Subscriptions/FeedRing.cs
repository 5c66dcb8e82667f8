namespace Runs.Actors.Subscriptions;

/// <summary>The latest items of a sequence, as many as a number of bytes allows and the last one in any case.</summary>
internal sealed class FeedRing(int capacity)
{
    private FeedItem[] _items = [];
    private long _first;
    private long _bytes;
    private int _count;

    /// <summary>The index of the next item.</summary>
    public long End => _first + _count;

    /// <summary>Adds the next item.</summary>
    public void Add(FeedItem item)
    {
        if (_count == _items.Length)
            Grow();
        _items[(int)(End % _items.Length)] = item;
        _count++;
        _bytes += item.Bytes;
        while (_bytes > capacity && _count > 1)
            Drop();
    }

    /// <summary>The item of an index; <see langword="null"/> when it isn't there any more, or not yet.</summary>
    public FeedItem? Find(long index) => index >= _first && index < End ? _items[(int)(index % _items.Length)] : null;

    /// <summary>Drops everything and goes on at an index.</summary>
    public void Restart(long end)
    {
        _items = [];
        (_first, _bytes, _count) = (end, 0, 0);
    }

    private void Drop()
    {
        ref var oldest = ref _items[(int)(_first % _items.Length)];
        _bytes -= oldest.Bytes;
        oldest = null!;
        _first++;
        _count--;
    }

    private void Grow()
    {
        var larger = new FeedItem[Math.Max(4, _items.Length * 2)];
        for (var index = _first; index < End; index++)
            larger[(int)(index % larger.Length)] = _items[(int)(index % _items.Length)];
        _items = larger;
    }
}
