using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>A step has opened a run of its own and waits for its end. From now on that run is owed, whatever crashes.</summary>
/// <param name="Step">The step.</param>
/// <param name="Attempt">The number, from 1.</param>
/// <param name="SubRun">The id of the run.</param>
/// <param name="Timeout">How long it may take; null for as long as it takes.</param>
public sealed record SubRunOpened(StepId Step, int Attempt, string SubRun, TimeSpan? Timeout) : RunEvent
{
    internal const string TypeName = "sub-run-opened";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp) =>
        SubRuns.AfterOpened(state, this, Timeout is { } timeout ? stamp.At.After(timeout) : null);

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Number("attempt", Attempt);
        fields.Text("subRun", SubRun);
        fields.Duration("timeout", Timeout ?? TimeSpan.Zero);
    }

    internal static SubRunOpened Read(FieldReader fields)
    {
        StepId step = default;
        int attempt = 0;
        string subRun = "";
        TimeSpan? timeout = null;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "attempt": attempt = fields.Int(); break;
                case "subRun": subRun = fields.Text(); break;
                case "timeout": timeout = fields.Duration(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, attempt, subRun, timeout);
    }
}
