using Runs.Domain;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Queues.Messages;

/// <summary>A step waits for the slots that its next attempt needs.</summary>
/// <param name="Step">Its place.</param>
/// <param name="Since">Since when.</param>
/// <param name="Order">Its place among the steps of its run that wait since the same time.</param>
/// <param name="Limits">The limits.</param>
internal sealed record StepWaits(string Step, DateTimeOffset Since, int Order, ValueArray<string> Limits)
{
    public static void Write(FieldWriter fields, StepWaits step)
    {
        fields.Text("step", step.Step);
        fields.Time("since", step.Since);
        fields.Number("order", step.Order);
        fields.Texts("limits", step.Limits);
    }

    public static StepWaits Read(FieldReader fields)
    {
        var step = new StepWaits("", default, 0, []);
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = step with { Step = fields.Text() }; break;
                case "since": step = step with { Since = fields.Time() }; break;
                case "order": step = step with { Order = fields.Int() }; break;
                case "limits": step = step with { Limits = fields.Texts() }; break;
                default: fields.Skip(); break;
            }
        }

        return step;
    }
}
