namespace Runs.Gateway.Rest.Schemas;

/// <summary>What is wrong with a request. Only the first few things are kept, however many there are.</summary>
internal sealed class Issues
{
    private const int Capacity = 20;
    private const int LongestPath = 200;

    private readonly List<Issue> _items = [];

    public IReadOnlyList<Issue> Items => _items;

    public bool IsEmpty => _items.Count == 0;

    public void Add(string path, string message)
    {
        if (_items.Count < Capacity)
            _items.Add(new Issue(path.Length > LongestPath ? $"{path.AsSpan(0, LongestPath)}…" : path, message));
    }
}
