using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>A model call has its reply.</summary>
/// <param name="Step">The step.</param>
/// <param name="Unit">The model call.</param>
/// <param name="Attempt">The attempt that it answers.</param>
/// <param name="Text">What the model wrote.</param>
/// <param name="Usage">What it used.</param>
/// <param name="FinishReason">Why it ended, in its words.</param>
/// <param name="Model">The model.</param>
public sealed record ModelReplied(StepId Step, StepId Unit, int Attempt, Content Text, Usage Usage, string FinishReason, string Model) : RunEvent
{
    internal const string TypeName = "model-replied";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var replied = state.WithoutLive(Step);
        var step = replied.Steps[Step];
        return replied.WithStep(step with { Usage = step.Usage + Usage, Output = Text, FinishReason = FinishReason });
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Step("unit", Unit);
        fields.Number("attempt", Attempt);
        fields.Content("text", Text);
        fields.Usage("usage", Usage);
        fields.Text("finish", FinishReason);
        fields.Text("model", Model);
    }

    internal static ModelReplied Read(FieldReader fields)
    {
        StepId step = default;
        StepId unit = default;
        int attempt = 0;
        Content text = Content.Empty;
        Usage usage = default;
        string finishReason = "stop";
        string model = "";
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "unit": unit = fields.Step(); break;
                case "attempt": attempt = fields.Int(); break;
                case "text": text = fields.Content(); break;
                case "usage": usage = fields.Usage(); break;
                case "finish": finishReason = fields.Text(); break;
                case "model": model = fields.Text(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, unit, attempt, text, usage, finishReason, model);
    }
}
