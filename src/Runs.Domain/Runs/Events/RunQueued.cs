using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>The start of the prepared segment is accepted, and it waits for the slots that it needs. It is stored and will be started, or ended by somebody.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Input">What it will be started with.</param>
/// <param name="RequestId">The id of the request, which later frames echo.</param>
public sealed record RunQueued(int Segment, string Input, string? RequestId) : RunEvent
{
    internal const string TypeName = "run-queued";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return Queueing.Wait(state, Input, RequestId, stamp.At);
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Number("segment", Segment);
        fields.Text("input", Input);
        fields.Text("request", RequestId);
    }

    internal static RunQueued Read(FieldReader fields)
    {
        int segment = 0;
        string input = "";
        string? requestId = null;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "segment": segment = fields.Int(); break;
                case "input": input = fields.Text(); break;
                case "request": requestId = fields.Text(); break;
                default: fields.Skip(); break;
            }
        }

        return new(segment, input, requestId);
    }
}
