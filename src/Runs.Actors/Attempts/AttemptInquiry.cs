using Runs.Actors.Links;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Attempts;

/// <summary>
/// The owner of a run asks the node that dispatched an attempt whether it still has it, and says what is to become of it. Who answers that
/// it doesn't will never start it.
/// </summary>
/// <param name="Key">The attempt.</param>
/// <param name="Deadline">When it times out.</param>
/// <param name="Stop">Whether it is to stop.</param>
/// <param name="Force">Whether it is to stop at once, because nobody waits for it any more.</param>
internal sealed record AttemptInquiry(AttemptKey Key, DateTimeOffset Deadline, bool Stop, bool Force) : INodeMessage
{
    public void Write(FieldWriter fields)
    {
        fields.Text("run", Key.Run.Value);
        fields.Step("unit", Key.Unit);
        fields.Number("attempt", Key.Attempt);
        fields.Time("deadline", Deadline);
        fields.Flag("stop", Stop);
        fields.Flag("force", Force);
    }

    public static AttemptInquiry Read(FieldReader fields)
    {
        string run = "";
        StepId unit = default;
        int attempt = 0;
        DateTimeOffset deadline = default;
        bool stop = false;
        bool force = false;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "run": run = fields.Text(); break;
                case "unit": unit = fields.Step(); break;
                case "attempt": attempt = fields.Int(); break;
                case "deadline": deadline = fields.Time(); break;
                case "stop": stop = fields.Flag(); break;
                case "force": force = fields.Flag(); break;
                default: fields.Skip(); break;
            }
        }

        return new(new AttemptKey(RunId.Parse(run), unit, attempt), deadline, stop, force);
    }
}
