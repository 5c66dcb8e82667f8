using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>
/// A sub-run has ended, or can't be made. The first report counts; one of a sub-run that the run knows nothing of, or not any more,
/// changes nothing, and is heard with that.
/// </summary>
/// <param name="SubRun">The id of the sub-run.</param>
/// <param name="Report">How it ended.</param>
public sealed record ReportSubRun(string SubRun, SubRunReport Report) : RunCommand
{
    /// <inheritdoc/>
    public override bool IsInternal => true;

    internal override RunError? Decide(RunTurn turn)
    {
        if (turn.State.SubRuns.TryGetValue(SubRun, out var sub))
            SubRuns.End(turn, sub, Report);
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Text("subRun", SubRun);
        fields.Object("report", Report, Report.Write);
    }

    internal static ReportSubRun Read(FieldReader fields)
    {
        string subRun = "";
        SubRunReport report = new(RunStatus.None, null, null, default);
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "subRun": subRun = fields.Text(); break;
                case "report": report = fields.Object(SubRunReport.Read); break;
                default: fields.Skip(); break;
            }
        }

        return new(subRun, report);
    }
}
