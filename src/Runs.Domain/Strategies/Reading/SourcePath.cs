namespace Runs.Domain.Strategies;

/// <summary>
/// A dotted path such as <c>flow.steps.0.agent</c>. It is kept as links to the path before it and becomes a text only in an issue:
/// thousands of steps under hundreds of flows would otherwise hold hundreds of megabytes of paths.
/// </summary>
internal sealed class SourcePath
{
    private readonly SourcePath? parent;
    private readonly string? name;
    private readonly int index;
    private readonly string? omitted;

    private SourcePath(SourcePath? parent, string? name, int index, string? omitted = null) =>
        (this.parent, this.name, this.index, this.omitted) = (parent, name, index, omitted);

    /// <summary>The path of the whole, which is written as nothing.</summary>
    public static SourcePath Root { get; } = new(null, null, 0);

    public SourcePath Then(string key) => key == omitted ? new(parent, name, index) : new(this, key, 0);

    public SourcePath Then(int element) => new(this, null, element);

    /// <summary>The same path, to which one key adds nothing: the author left that key out.</summary>
    public SourcePath Omitting(string key) => new(parent, name, index, key);

    /// <summary>The path as seen from one that it goes through.</summary>
    public SourcePath From(SourcePath start) => this == start || parent is null ? Root : new(parent.From(start), name, index, omitted);

    public override string ToString()
    {
        var names = new Stack<string>();
        for (var path = this; path.parent is not null; path = path.parent)
            names.Push(path.name ?? $"{path.index}");
        return string.Join('.', names);
    }
}
