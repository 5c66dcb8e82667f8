using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>Old records of an agent were summarised into one, before the first model call of a step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Unit">The call that wrote the summary.</param>
/// <param name="Attempt">The attempt that it answers.</param>
/// <param name="Summary">The summary.</param>
/// <param name="Usage">What it used. No step's usage counts it.</param>
/// <param name="Model">The model.</param>
/// <param name="ActiveRecords">How many records the model would have been given otherwise.</param>
/// <param name="Threshold">How many are allowed.</param>
/// <param name="Superseded">The ids of the records that the summary stands for, the oldest first.</param>
public sealed record ConversationCompacted(
    StepId Step,
    StepId Unit,
    int Attempt,
    Content Summary,
    Usage Usage,
    string Model,
    int ActiveRecords,
    int Threshold,
    ValueArray<string> Superseded) : RunEvent
{
    internal const string TypeName = "conversation-compacted";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var compacted = Loops.AfterCompaction(state.WithoutLive(Step), Step) with { Recoveries = 0 };
        return compacted with { Conversation = compacted.Conversation.With(Compactions.RetentionOf(state, this, stamp.At)) };
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Step("unit", Unit);
        fields.Number("attempt", Attempt);
        fields.Content("summary", Summary);
        fields.Usage("usage", Usage);
        fields.Text("model", Model);
        fields.Number("active", ActiveRecords);
        fields.Number("threshold", Threshold);
        fields.Texts("superseded", Superseded);
    }

    internal static ConversationCompacted Read(FieldReader fields)
    {
        StepId step = default;
        StepId unit = default;
        int attempt = 0;
        Content summary = Content.Empty;
        Usage usage = default;
        string model = "";
        int active = 0;
        int threshold = 0;
        ValueArray<string> superseded = [];
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "unit": unit = fields.Step(); break;
                case "attempt": attempt = fields.Int(); break;
                case "summary": summary = fields.Content(); break;
                case "usage": usage = fields.Usage(); break;
                case "model": model = fields.Text(); break;
                case "active": active = fields.Int(); break;
                case "threshold": threshold = fields.Int(); break;
                case "superseded": superseded = fields.Texts(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, unit, attempt, summary, usage, model, active, threshold, superseded);
    }
}
