using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;
using Runs.Domain.Runs.Tools;

namespace Runs.Domain.Runs.Events;

/// <summary>A model call has a reply that calls tools. The model is called again once they all have results.</summary>
/// <param name="Step">The step.</param>
/// <param name="Unit">The model call.</param>
/// <param name="Attempt">The attempt that it answers.</param>
/// <param name="Text">What the model wrote beside the calls.</param>
/// <param name="Usage">What it used.</param>
/// <param name="FinishReason">Why it ended, in its words.</param>
/// <param name="Model">The model.</param>
/// <param name="Calls">The calls, in the model's order.</param>
public sealed record ToolsCalled(
    StepId Step, StepId Unit, int Attempt, Content Text, Usage Usage, string FinishReason, string Model, ValueArray<ToolCall> Calls) : RunEvent
{
    internal const string TypeName = "tools-called";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return Loops.AfterCalls(state.WithoutLive(Step), this);
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
        fields.Calls("calls", Calls);
    }

    internal static ToolsCalled Read(FieldReader fields)
    {
        StepId step = default;
        StepId unit = default;
        int attempt = 0;
        Content text = Content.Empty;
        Usage usage = default;
        string finishReason = "";
        string model = "";
        ValueArray<ToolCall> calls = [];
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
                case "calls": calls = fields.Calls(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, unit, attempt, text, usage, finishReason, model, calls);
    }
}
