namespace Runs.Domain.Strategies;

/// <summary>
/// Builds the tree from a stream of parse events, without recursion. Depth and duplicate keys are checked here, so that every format
/// has the same rules.
/// </summary>
internal sealed class SourceBuilder(int mostValues, IssueList issues)
{
    private readonly Stack<OpenContainer> open = new();
    private int values;

    public SourceNode? Root { get; private set; }

    /// <summary>Whether the next event must be a key.</summary>
    public bool ExpectsName => open.TryPeek(out var top) && top.ExpectsName;

    public bool IsComplete => Root is not null && open.Count == 0;

    /// <summary>Opens a container; false when it is nested too deeply and reading must end.</summary>
    public bool TryOpen(OpenContainer container)
    {
        if (open.Count >= SourceLimits.MaxDepth)
        {
            issues.Add(StrategyCodes.TooDeep, SourcePath.Root, $"The strategy nests deeper than {SourceLimits.MaxDepth} levels.", container.Position);
            return false;
        }

        open.Push(container);
        return TryCount(container.Position);
    }

    public void Name(string name, SourcePosition position)
    {
        var top = open.Peek();
        if (!top.TryName(name, position))
            issues.Add(StrategyCodes.DuplicateKey, Path(), $"Duplicate key: '{name}'", position);
    }

    public void Close() => Add(open.Pop().ToNode());

    /// <summary>Takes a scalar; false when there are too many values and reading must end.</summary>
    public bool TryValue(SourceNode node)
    {
        Add(node);
        return TryCount(node.Position);
    }

    private bool TryCount(SourcePosition position)
    {
        if (++values <= mostValues)
            return true;
        issues.Add(StrategyCodes.TooLarge, SourcePath.Root, $"The strategy has more than {mostValues} values.", position);
        return false;
    }

    private void Add(SourceNode node)
    {
        if (open.TryPeek(out var top))
            top.Add(node);
        else
            Root = node;
    }

    private SourcePath Path() =>
        open.Reverse().SkipLast(1).Aggregate(SourcePath.Root, (path, container) => path.Then(container.CurrentName));
}
