using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>The prepared segment is started.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Input">What it was started with.</param>
/// <param name="RequestId">The id of the request, which later frames echo.</param>
public sealed record RunStarted(int Segment, string Input, string? RequestId) : RunEvent
{
    internal const string TypeName = "run-started";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var segment = state.Pending! with { Input = Input, RequestId = RequestId, StartedAt = stamp.At };
        var started = state.WithoutPreparedExpiry() with
        {
            Status = RunStatus.Running,
            Pending = null,
            Current = segment,
            Steps = RunState.Empty.Steps,
            Agents = RunState.Empty.Agents,
            Conversation = Remembered(state.Conversation, segment, stamp.At).With(Input),
            Failure = null,
            CancelReason = null,
            HoldReason = null,
            IsExpired = false,
            IsPausedByHand = false,
            End = null,
            Erasure = null,
            Recoveries = 0,
        };
        if (segment is { MaxDuration: { } most, QueuedAt: null })
            started = started.WithTimer(stamp.At.After(most), RunTimerKind.RunExpiry, StepId.Root(segment.Number));
        return Flows.Begin(started, segment, stamp.At);
    }

    private static Conversation Remembered(Conversation conversation, Segment segment, DateTimeOffset at) =>
        segment.Fork is not { } fork ? conversation : fork.Records.Aggregate(conversation, (said, record) => said.With(
            new ConversationRecord(record.Id, record.AgentName, at, record.Message, record.Text, default, "stop") { Thread = record.Thread }));

    internal override void Write(FieldWriter fields)
    {
        fields.Number("segment", Segment);
        fields.Text("input", Input);
        fields.Text("request", RequestId);
    }

    internal static RunStarted Read(FieldReader fields)
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
