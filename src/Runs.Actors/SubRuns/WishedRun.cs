using Runs.Domain.Runs.State;

namespace Runs.Actors.SubRuns;

/// <summary>What a sub-run is told: one thing at a time, and only what it hasn't heard yet. Not safe for concurrent use.</summary>
internal sealed class WishedRun
{
    private SubRun? _wanted;
    private SubRunWish? _said;
    private bool _isBusy;

    /// <summary>Notes a wish; <see langword="true"/> when somebody must begin to say it.</summary>
    public bool Wants(SubRun sub)
    {
        _wanted = sub;
        if (_isBusy || _said >= sub.Wish)
            return false;
        return _isBusy = true;
    }

    /// <summary>Whether the latest wish is still to be said. If not, whoever says it is done.</summary>
    public bool HasMore() => _isBusy = !(_said >= _wanted!.Wish);

    /// <summary>The latest wish, to be said now.</summary>
    public SubRun Take()
    {
        _said = _wanted!.Wish;
        return _wanted;
    }
}
