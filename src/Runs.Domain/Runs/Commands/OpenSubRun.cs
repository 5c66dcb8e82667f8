using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>
/// A parent says what is to become of its sub-run. It is prepared and started at once if it isn't there yet, and stopped if that is
/// the wish: one that is made to be stopped ends before anything of it begins. Repeated, it changes nothing.
/// </summary>
/// <param name="Parent">Where the sub-run comes from. A run that comes from elsewhere refuses.</param>
/// <param name="Preparation">What it is prepared from.</param>
/// <param name="Input">What it is started with.</param>
/// <param name="Wish">What is to become of it.</param>
/// <param name="Reason">Why it is to stop.</param>
public sealed record OpenSubRun(ParentLink Parent, RunPreparation Preparation, string Input, SubRunWish Wish, string? Reason) : RunCommand
{
    /// <summary>Why it can't be made, if it isn't there yet. Default: it can.</summary>
    public RunError? Refusal { get; init; }

    /// <inheritdoc/>
    public override bool IsInternal => true;

    internal override RunError? Decide(RunTurn turn)
    {
        if (turn.State.Status == RunStatus.None && Refusal is not null)
            return Refusal;
        if (turn.State.Status == RunStatus.None)
            Begin(turn);
        else if (turn.State.Parent != Parent || IsKnownToHaveEnded(turn.State))
            return new RunError(RunErrors.SubRunTaken, $"There is another run of the id that sub-run {turn.State.RunId} would have.");
        if (!turn.State.Status.IsActive())
            return null;
        var reason = WellFormed.Of(Reason) ?? StopRun.ByClient;
        if (Wish == SubRunWish.Kill)
            turn.Raise(new RunEnded(RunStatus.Killed.ToWord(), new RunError(RunErrors.Cancelled, reason)));
        else if (Wish == SubRunWish.Stop && turn.State.Status == RunStatus.Queued)
            Queueing.Stop(turn, reason);
        else if (Wish == SubRunWish.Stop && turn.State.CancelReason is null)
            turn.Raise(new CancelRequested(reason));
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Parent("parent", Parent);
        fields.Object("preparation", Preparation, Preparation.Write);
        fields.Text("input", Input);
        fields.Text("wish", Wish.ToWord());
        fields.Text("reason", Reason);
        fields.Error("refusal", Refusal);
    }

    internal static OpenSubRun Read(FieldReader fields)
    {
        ParentLink parent = new("", default, 0, 0);
        RunPreparation preparation = RunPreparation.Blank;
        string input = "";
        SubRunWish wish = default;
        string? reason = null;
        RunError? refusal = null;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "parent": parent = fields.Parent(); break;
                case "preparation": preparation = fields.Object(RunPreparation.Read); break;
                case "input": input = fields.Text(); break;
                case "wish": wish = SubRunWishes.Parse(fields.Text()); break;
                case "reason": reason = fields.Text(); break;
                case "refusal": refusal = fields.Error(); break;
                default: fields.Skip(); break;
            }
        }

        return new(parent, preparation, input, wish, reason) { Refusal = refusal };
    }

    /// <summary>Its parent knows how it ended. Whoever still asks for it is another life of the parent, and would wait for ever.</summary>
    private static bool IsKnownToHaveEnded(RunState state) => state.Report is null && (state.Status.IsTerminal() || state.Current is { Number: > 1 });

    private void Begin(RunTurn turn)
    {
        turn.Raise(new RunPrepared(
            1,
            Preparation.Owner,
            Preparation.StrategyJson,
            Preparation.StrategyPath,
            Preparation.Cwd,
            Preparation.ModelOverride,
            Preparation.ManifestPath,
            Preparation.Settings)
        {
            Parent = Parent,
            Admission = Preparation.Admission,
        });
        Queueing.Start(turn, Input, requestId: null);
    }
}
