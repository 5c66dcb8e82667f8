using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>The run gives its slots back: nothing of it is ready, running or backing off. With the next work it waits for slots again.</summary>
public sealed record RunYielded() : RunEvent
{
    internal const string TypeName = "run-yielded";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return Permits.GiveBackRun(state);
    }

    internal override void Write(FieldWriter fields)
    {
    }

    internal static RunYielded Read(FieldReader fields)
    {
        while (fields.Next())
            fields.Skip();
        return new();
    }
}
