using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>A model asks a person; the call waits for the answer.</summary>
/// <param name="Step">The step.</param>
/// <param name="Unit">The tool call.</param>
/// <param name="RequestId">Names the question in all the world.</param>
/// <param name="Question">The question.</param>
public sealed record QuestionAsked(StepId Step, StepId Unit, string RequestId, string Question) : RunEvent
{
    internal const string TypeName = "question-asked";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var agent = state.AgentOf(state.Steps[Step]).Name;
        return state with { Questions = state.Questions.SetItem(RequestId, new(RequestId, Step, Unit, agent, Question, stamp.At)) };
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Step("unit", Unit);
        fields.Text("request", RequestId);
        fields.Text("question", Question);
    }

    internal static QuestionAsked Read(FieldReader fields)
    {
        StepId step = default;
        StepId unit = default;
        string requestId = "";
        string question = "";
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "unit": unit = fields.Step(); break;
                case "request": requestId = fields.Text(); break;
                case "question": question = fields.Text(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, unit, requestId, question);
    }
}
