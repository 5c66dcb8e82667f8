namespace Runs.Actors.Queues.Admission;

/// <summary>
/// An ordered set that knows how many are before each of its items. It is a tree that is kept balanced by the sizes of its branches, so that
/// whatever is asked of it costs the logarithm of its size.
/// </summary>
/// <param name="order">The order; items that it calls equal are the same.</param>
internal sealed class RankedSet<T>(IComparer<T> order)
{
    // With these two a tree that has gained or lost one item is balanced again by one rotation at each level (Hirai and Yamamoto, 2011).
    private const int MaxRatio = 3;
    private const int SingleRatio = 2;

    private Branch? _root;

    /// <summary>How many there are.</summary>
    public int Count => SizeOf(_root);

    /// <summary>Takes an item in; <see langword="false"/> when it is in already.</summary>
    public bool Add(T item)
    {
        var before = Count;
        _root = Add(_root, item);
        return Count > before;
    }

    /// <summary>Takes an item out; <see langword="false"/> when it isn't in.</summary>
    public bool Remove(T item)
    {
        var before = Count;
        _root = Remove(_root, item);
        return Count < before;
    }

    /// <summary>How many are before an item, whether or not it is in.</summary>
    public int RankOf(T item)
    {
        var rank = 0;
        for (var at = _root; at is not null;)
        {
            var compared = order.Compare(item, at.Item);
            if (compared > 0)
                rank += SizeOf(at.Left) + 1;
            at = compared > 0 ? at.Right : compared < 0 ? at.Left : Found(at, ref rank);
        }

        return rank;
    }

    /// <summary>The item with so many before it.</summary>
    public T At(int rank)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, Count);
        var at = _root!;
        while (rank != SizeOf(at.Left))
        {
            if (rank < SizeOf(at.Left))
            {
                at = at.Left!;
                continue;
            }

            rank -= SizeOf(at.Left) + 1;
            at = at.Right!;
        }

        return at.Item;
    }

    private static Branch? Found(Branch at, ref int rank)
    {
        rank += SizeOf(at.Left);
        return null;
    }

    private Branch Add(Branch? at, T item)
    {
        if (at is null)
            return new Branch(item);
        var compared = order.Compare(item, at.Item);
        if (compared == 0)
            return at;
        if (compared < 0)
            at.Left = Add(at.Left, item);
        else
            at.Right = Add(at.Right, item);
        return Balanced(at);
    }

    private Branch? Remove(Branch? at, T item)
    {
        if (at is null)
            return null;
        var compared = order.Compare(item, at.Item);
        if (compared == 0)
            return Joined(at.Left, at.Right);
        if (compared < 0)
            at.Left = Remove(at.Left, item);
        else
            at.Right = Remove(at.Right, item);
        return Balanced(at);
    }

    private static Branch? Joined(Branch? left, Branch? right)
    {
        if (left is null || right is null)
            return left ?? right;
        right = WithoutFirst(right, out var first);
        first.Left = left;
        first.Right = right;
        return Balanced(first);
    }

    private static Branch? WithoutFirst(Branch at, out Branch first)
    {
        if (at.Left is null)
        {
            first = at;
            return at.Right;
        }

        at.Left = WithoutFirst(at.Left, out first);
        return Balanced(at);
    }

    private static Branch Balanced(Branch at)
    {
        at.Measure();
        var (left, right) = (WeightOf(at.Left), WeightOf(at.Right));
        if (right > MaxRatio * left)
        {
            if (WeightOf(at.Right!.Left) >= SingleRatio * WeightOf(at.Right.Right))
                at.Right = TurnedRight(at.Right);
            return TurnedLeft(at);
        }

        if (left > MaxRatio * right)
        {
            if (WeightOf(at.Left!.Right) >= SingleRatio * WeightOf(at.Left.Left))
                at.Left = TurnedLeft(at.Left);
            return TurnedRight(at);
        }

        return at;
    }

    private static Branch TurnedLeft(Branch at)
    {
        var top = at.Right!;
        at.Right = top.Left;
        top.Left = at;
        at.Measure();
        top.Measure();
        return top;
    }

    private static Branch TurnedRight(Branch at)
    {
        var top = at.Left!;
        at.Left = top.Right;
        top.Right = at;
        at.Measure();
        top.Measure();
        return top;
    }

    private static int SizeOf(Branch? branch) => branch?.Size ?? 0;

    private static int WeightOf(Branch? branch) => SizeOf(branch) + 1;

    private sealed class Branch(T item)
    {
        public T Item { get; } = item;

        public Branch? Left { get; set; }

        public Branch? Right { get; set; }

        public int Size { get; private set; } = 1;

        public void Measure() => Size = SizeOf(Left) + SizeOf(Right) + 1;
    }
}
