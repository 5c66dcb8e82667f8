using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;
using Runs.Domain.Runs.Tools;

namespace Runs.Domain.Runs.Events;

/// <summary>A tool call has its result. With the last one of a reply the next model call can begin.</summary>
/// <param name="Step">The step.</param>
/// <param name="Unit">The tool call.</param>
/// <param name="Output">What the model is told; empty when the call failed.</param>
/// <param name="Error">Why the call failed; null when it didn't.</param>
public sealed record ToolReplied(StepId Step, StepId Unit, Content Output, string? Error) : RunEvent
{
    internal const string TypeName = "tool-replied";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return Loops.AfterResult(state, Step, Unit, new ToolResult(Output, Error));
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Step("unit", Unit);
        fields.Content("output", Output);
        fields.Text("error", Error);
    }

    internal static ToolReplied Read(FieldReader fields)
    {
        StepId step = default;
        StepId unit = default;
        Content output = Content.Empty;
        string? error = null;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "unit": unit = fields.Step(); break;
                case "output": output = fields.Content(); break;
                case "error": error = fields.Text(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, unit, output, error);
    }
}
