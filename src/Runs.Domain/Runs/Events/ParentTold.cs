using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>The parent has stored how this sub-run ended, or is gone. Nothing is owed to it any more.</summary>
public sealed record ParentTold() : RunEvent
{
    internal const string TypeName = "parent-told";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp) => state with { Report = null };

    internal override void Write(FieldWriter fields)
    {
    }

    internal static ParentTold Read(FieldReader fields)
    {
        while (fields.Next())
            fields.Skip();
        return new();
    }
}
