namespace Runs.Node.Terminal;

/// <summary>
/// Chooses which rows are shown when there is no room for all. What goes on stays, then what failed, what comes next, and what has ended
/// last. A row never stands without the flows around it, and each flow with some of its rows hidden takes a line that counts them.
/// </summary>
internal sealed class TreeFolding
{
    private const int RecentlyEnded = 3;

    private readonly IReadOnlyList<TreeRow> _rows;
    private readonly int _room;
    private readonly bool[] _isShown;
    private readonly int[] _shownChildren;
    private int _used;

    private TreeFolding(IReadOnlyList<TreeRow> rows, int room)
    {
        _rows = rows;
        _room = room;
        _isShown = new bool[rows.Count];
        _shownChildren = new int[rows.Count];
    }

    /// <summary>For each row whether it is shown, so that rows and counting lines take no more than the room.</summary>
    public static bool[] Fit(IReadOnlyList<TreeRow> rows, int room)
    {
        if (rows.Count <= room)
        {
            var all = new bool[rows.Count];
            Array.Fill(all, true);
            return all;
        }

        var folding = new TreeFolding(rows, room);

        // A full screen may still take a row: the last one of its flow, whose counting line goes.
        foreach (var row in folding.ByImportance())
            folding.TryShow(row);
        return folding._isShown;
    }

    private IEnumerable<int> ByImportance()
    {
        var recent = Enumerable.Range(0, _rows.Count)
            .Where(row => _rows[row] is { IsWork: true, Rank: 6, Step.EndedAt: not null })
            .OrderByDescending(row => _rows[row].Step!.EndedAt)
            .Take(RecentlyEnded)
            .ToHashSet();
        return Enumerable.Range(0, _rows.Count).OrderBy(row => recent.Contains(row) ? 3 : _rows[row].Rank).ThenBy(row => row);
    }

    /// <summary>Shows a row with the flows around it, if the lines that this takes are there.</summary>
    private void TryShow(int row)
    {
        if (_isShown[row])
            return;
        var before = _used;
        var top = row;
        for (var next = row; next >= 0 && !_isShown[next]; next = _rows[next].Parent)
        {
            Show(next);
            top = next;
        }

        if (_used <= _room)
            return;
        for (var next = row; next >= 0; next = _rows[next].Parent)
        {
            Hide(next);
            if (next == top)
                break;
        }

        System.Diagnostics.Debug.Assert(_used == before, "What is taken back leaves no line.");
    }

    private void Show(int row)
    {
        _isShown[row] = true;
        _used++;
        Count(_rows[row].Parent, 1);
    }

    private void Hide(int row)
    {
        _isShown[row] = false;
        _used--;
        Count(_rows[row].Parent, -1);
    }

    private void Count(int flow, int change)
    {
        if (flow < 0)
            return;
        _used -= CountingLine(flow);
        _shownChildren[flow] += change;
        _used += CountingLine(flow);
    }

    /// <summary>A flow that is folded altogether has its count behind its name.</summary>
    private int CountingLine(int flow) => _shownChildren[flow] > 0 && _shownChildren[flow] < _rows[flow].Children ? 1 : 0;
}
