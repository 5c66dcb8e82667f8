using Runs.Domain.Admissions;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>A segment is prepared: its plan is frozen, and it waits to be started. Of a finished run it is a continuation.</summary>
/// <param name="Segment">The segment, from 1.</param>
/// <param name="Owner">Whose run it is.</param>
/// <param name="Strategy">The strategy in canonical JSON.</param>
/// <param name="StrategyPath">Where it was read from; empty for inline.</param>
/// <param name="Cwd">The working directory.</param>
/// <param name="ModelOverride">The model that replaces every agent's.</param>
/// <param name="ManifestPath">The manifest named.</param>
/// <param name="Settings">The settings frozen with it.</param>
public sealed record RunPrepared(int Segment, string Owner, string Strategy, string StrategyPath, string Cwd, string? ModelOverride, string? ManifestPath, RunSettings Settings) : RunEvent
{
    internal const string TypeName = "run-prepared";

    /// <summary>Where a sub-run comes from; null for any other run, and for continuations.</summary>
    public ParentLink? Parent { get; init; }

    /// <summary>Where it stands in line, and for what; null for one that was prepared before there were queues.</summary>
    public Admission? Admission { get; init; }

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var (definition, plan) = FrozenPlans.Of(Strategy, ModelOverride);
        var segment = new Segment
        {
            Number = Segment,
            StrategyJson = Strategy,
            Strategy = definition,
            Plan = plan,
            StrategyPath = StrategyPath,
            Cwd = Cwd,
            ModelOverride = ModelOverride,
            ManifestPath = ManifestPath,
            Settings = Settings,
            Admission = Admission,
            PreparedAt = stamp.At,
        };
        return (RetentionRules.Disarm(state) with
        {
            Owner = Owner,
            Parent = Parent ?? state.Parent,
            Pending = segment,
            Status = state.Current is null ? RunStatus.Prepared : state.Status,
        }).WithTimer(stamp.At.After(Settings.PreparedTtl), RunTimerKind.PreparedExpiry, StepId.Root(Segment));
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Number("segment", Segment);
        fields.Text("owner", Owner);
        fields.Text("strategy", Strategy);
        fields.Text("path", StrategyPath);
        fields.Text("cwd", Cwd);
        fields.Text("model", ModelOverride);
        fields.Text("manifest", ManifestPath);
        fields.Settings("settings", Settings);
        fields.Parent("parent", Parent);
        fields.Admission("admission", Admission);
    }

    internal static RunPrepared Read(FieldReader fields)
    {
        int segment = 0;
        string owner = "";
        string strategy = "";
        string strategyPath = "";
        string cwd = "";
        string? modelOverride = null;
        string? manifestPath = null;
        RunSettings settings = new();
        ParentLink? parent = null;
        Admission? admission = null;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "segment": segment = fields.Int(); break;
                case "owner": owner = fields.Text(); break;
                case "strategy": strategy = fields.Text(); break;
                case "path": strategyPath = fields.Text(); break;
                case "cwd": cwd = fields.Text(); break;
                case "model": modelOverride = fields.Text(); break;
                case "manifest": manifestPath = fields.Text(); break;
                case "settings": settings = fields.Settings(); break;
                case "parent": parent = fields.Parent(); break;
                case "admission": admission = fields.Admission(); break;
                default: fields.Skip(); break;
            }
        }

        return new(segment, owner, strategy, strategyPath, cwd, modelOverride, manifestPath, settings) { Parent = parent, Admission = admission };
    }
}
