using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>The run has the slots that it needs to work. A queued one is started with it.</summary>
/// <param name="Permits">The slots.</param>
public sealed record RunAdmitted(ValueArray<Permit> Permits) : RunEvent
{
    internal const string TypeName = "run-admitted";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return Progress.Permits.Take(state, Permits, step: default, attempt: 0) with { IsAdmitted = true };
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Permits("permits", Permits);
    }

    internal static RunAdmitted Read(FieldReader fields)
    {
        ValueArray<Permit> permits = [];
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "permits": permits = fields.Permits(); break;
                default: fields.Skip(); break;
            }
        }

        return new(permits);
    }
}
