using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>The incarnation that has the run now has lost attempts of another one.</summary>
/// <param name="Node">The incarnation.</param>
public sealed record RunRecovered(long Node) : RunEvent
{
    internal const string TypeName = "run-recovered";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return state with { RecoveredBy = Node, Recoveries = state.Recoveries + 1 };
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Number("node", Node);
    }

    internal static RunRecovered Read(FieldReader fields)
    {
        long node = 0;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "node": node = fields.Number(); break;
                default: fields.Skip(); break;
            }
        }

        return new(node);
    }
}
