using Runs.Domain;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Queues.Messages;

/// <summary>These steps of a run wait for slots, and no others of it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Priority">Higher goes first.</param>
/// <param name="Steps">The steps, in the order of the plan.</param>
internal sealed record StepsWait(string Run, int Priority, ValueArray<StepWaits> Steps)
{
    public static void Write(FieldWriter fields, StepsWait steps)
    {
        fields.Text("run", steps.Run);
        fields.Number("priority", steps.Priority);
        fields.Objects("steps", steps.Steps, step => StepWaits.Write(fields, step));
    }

    public static StepsWait Read(FieldReader fields)
    {
        var steps = new StepsWait("", 0, []);
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "run": steps = steps with { Run = fields.Text() }; break;
                case "priority": steps = steps with { Priority = fields.Int() }; break;
                case "steps": steps = steps with { Steps = fields.Objects(StepWaits.Read) }; break;
                default: fields.Skip(); break;
            }
        }

        return steps;
    }
}
