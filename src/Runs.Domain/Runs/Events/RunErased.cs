using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>The run is deleted with its history. This event is decided and never stored: it carries out the erasure.</summary>
public sealed record RunErased() : RunEvent
{
    internal const string TypeName = "run-erased";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return state with { IsErased = true };
    }

    internal override void Write(FieldWriter fields)
    {
    }
}
