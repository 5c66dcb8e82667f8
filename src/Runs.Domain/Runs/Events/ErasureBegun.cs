using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>The run is being deleted: its artifacts first, then its journal. Until that has failed, nothing else happens to it.</summary>
/// <param name="Reason">What it was begun by: <c>request</c> or <c>retention</c>.</param>
public sealed record ErasureBegun(string Reason) : RunEvent
{
    internal const string TypeName = "erasure-begun";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return RetentionRules.Disarm(state) with { Erasure = new Erasure(Reason, stamp.At, state.Erasure?.Failures ?? 0, Error: null) };
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Text("reason", Reason);
    }

    internal static ErasureBegun Read(FieldReader fields)
    {
        string reason = "";
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "reason": reason = fields.Text(); break;
                default: fields.Skip(); break;
            }
        }

        return new(reason);
    }
}
