using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>The model call that is dispatched next tells the model messages. It is stored with the dispatch, so that every attempt of the call tells them and no other call does.</summary>
/// <param name="Step">The step.</param>
/// <param name="Unit">The model call.</param>
/// <param name="Steers">How many waiting messages to steer it takes, the oldest first.</param>
/// <param name="FollowUps">How many waiting follow-ups.</param>
public sealed record MessagesDelivered(StepId Step, StepId Unit, int Steers, int FollowUps) : RunEvent
{
    internal const string TypeName = "messages-delivered";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        return StepMessages.AfterDelivery(state, this);
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Step("unit", Unit);
        fields.Number("steers", Steers);
        fields.Number("followUps", FollowUps);
    }

    internal static MessagesDelivered Read(FieldReader fields)
    {
        StepId step = default;
        StepId unit = default;
        int steers = 0;
        int followUps = 0;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "unit": unit = fields.Step(); break;
                case "steers": steers = fields.Int(); break;
                case "followUps": followUps = fields.Int(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, unit, steers, followUps);
    }
}
