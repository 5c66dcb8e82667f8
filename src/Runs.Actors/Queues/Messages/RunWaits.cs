using Runs.Domain;
using Runs.Domain.Runs.Codec;

namespace Runs.Actors.Queues.Messages;

/// <summary>A run waits for the slots that it needs to work.</summary>
/// <param name="Run">The run.</param>
/// <param name="Priority">Higher goes first.</param>
/// <param name="Since">Since when.</param>
/// <param name="Limits">The limits.</param>
internal sealed record RunWaits(string Run, int Priority, DateTimeOffset Since, ValueArray<string> Limits)
{
    public static void Write(FieldWriter fields, RunWaits run)
    {
        fields.Text("run", run.Run);
        fields.Number("priority", run.Priority);
        fields.Time("since", run.Since);
        fields.Texts("limits", run.Limits);
    }

    public static RunWaits Read(FieldReader fields)
    {
        var run = new RunWaits("", 0, default, []);
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "run": run = run with { Run = fields.Text() }; break;
                case "priority": run = run with { Priority = fields.Int() }; break;
                case "since": run = run with { Since = fields.Time() }; break;
                case "limits": run = run with { Limits = fields.Texts() }; break;
                default: fields.Skip(); break;
            }
        }

        return run;
    }
}
