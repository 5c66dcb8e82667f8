using System.Globalization;

namespace Runs.Domain.Strategies;

/// <summary>An object or array whose end has not been read yet.</summary>
internal abstract class OpenContainer(SourcePosition position)
{
    public SourcePosition Position { get; } = position;

    /// <summary>The key or index of the element being read.</summary>
    public abstract string CurrentName { get; }

    public abstract bool ExpectsName { get; }

    public abstract void Add(SourceNode node);

    public abstract SourceNode ToNode();

    /// <summary>Takes the key of the next element; false when the object already has it.</summary>
    public abstract bool TryName(string name, SourcePosition namePosition);

    public static OpenContainer Object(SourcePosition position) => new OpenObject(position);

    public static OpenContainer Array(SourcePosition position) => new OpenArray(position);

    private sealed class OpenArray(SourcePosition position) : OpenContainer(position)
    {
        private readonly List<SourceNode> items = [];

        public override string CurrentName => items.Count.ToString(CultureInfo.InvariantCulture);

        public override bool ExpectsName => false;

        public override void Add(SourceNode node) => items.Add(node);

        public override SourceNode ToNode() => new SourceArray([.. items], Position);

        public override bool TryName(string name, SourcePosition namePosition) =>
            throw new InvalidOperationException("An array has no keys.");
    }

    private sealed class OpenObject(SourcePosition position) : OpenContainer(position)
    {
        private readonly List<SourceMember> members = [];
        private readonly HashSet<string> names = new(StringComparer.Ordinal);
        private string? name;
        private SourcePosition namePosition;

        public override string CurrentName => name ?? "";

        public override bool ExpectsName => name is null;

        public override void Add(SourceNode node)
        {
            members.Add(new SourceMember(name!, node, namePosition));
            name = null;
        }

        public override SourceNode ToNode() => new SourceObject([.. members], Position);

        public override bool TryName(string name, SourcePosition namePosition)
        {
            this.name = name;
            this.namePosition = namePosition;
            return names.Add(name);
        }
    }
}
