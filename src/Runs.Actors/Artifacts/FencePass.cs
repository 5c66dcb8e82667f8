namespace Runs.Actors.Artifacts;

/// <summary>Finds the longest run of backticks in what goes by, so that a fence around it can be longer than any inside.</summary>
internal sealed class FencePass : IContentPass
{
    private const int Shortest = 3;

    private int _longest = Shortest - 1;
    private int _run;

    /// <summary>The fence.</summary>
    public string Fence => new('`', _longest + 1);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            _run = b == '`' ? _run + 1 : 0;
            if (_run > _longest)
                _longest = _run;
        }
    }
}
