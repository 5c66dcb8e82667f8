using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Forks;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>The prepared run takes over what another one has done.</summary>
/// <param name="Fork">From where, and what.</param>
public sealed record RunForked(Fork Fork) : RunEvent
{
    internal const string TypeName = "run-forked";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return state with { Pending = state.Pending! with { Fork = Fork } };
    }

    internal override void Write(FieldWriter fields) => Fork.Write(fields);

    internal static RunForked Read(FieldReader fields) => new(Fork.Read(fields));
}
