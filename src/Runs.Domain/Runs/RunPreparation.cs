using Runs.Domain.Admissions;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs;

/// <summary>Everything that a segment needs, read and checked before the run is asked.</summary>
public sealed record RunPreparation
{
    /// <summary>Whose run it is, if it is new.</summary>
    public required string Owner { get; init; }

    /// <summary>The strategy in canonical JSON, which must read and plan.</summary>
    public required string StrategyJson { get; init; }

    /// <summary>Where it was read from; empty for inline.</summary>
    public string StrategyPath { get; init; } = "";

    /// <summary>The working directory.</summary>
    public required string Cwd { get; init; }

    /// <summary>The model that replaces every agent's.</summary>
    public string? ModelOverride { get; init; }

    /// <summary>The manifest named.</summary>
    public string? ManifestPath { get; init; }

    /// <summary>What a new run takes over from another one; <see langword="null"/> for nothing.</summary>
    public Forks.Fork? Fork { get; init; }

    /// <summary>Where the run stands in line, and for what. Default: nowhere, it waits for nothing.</summary>
    public Admission? Admission { get; init; }

    /// <summary>The settings.</summary>
    public RunSettings Settings { get; init; } = new();

    /// <summary>What is filled in as it is read.</summary>
    internal static RunPreparation Blank { get; } = new() { Owner = "", StrategyJson = "", Cwd = "" };

    internal void Write(FieldWriter fields)
    {
        fields.Text("owner", Owner);
        fields.Text("strategy", StrategyJson);
        fields.Text("path", StrategyPath);
        fields.Text("cwd", Cwd);
        fields.Text("model", ModelOverride);
        fields.Text("manifest", ManifestPath);
        fields.Admission("admission", Admission);
        fields.Object("fork", Fork, nested => Fork!.Write(nested));
        fields.Settings("settings", Settings);
    }

    internal static RunPreparation Read(FieldReader fields)
    {
        var read = Blank;
        while (fields.Next())
        {
            read = fields.Name switch
            {
                "owner" => read with { Owner = fields.Text() },
                "strategy" => read with { StrategyJson = fields.Text() },
                "path" => read with { StrategyPath = fields.Text() },
                "cwd" => read with { Cwd = fields.Text() },
                "model" => read with { ModelOverride = fields.Text() },
                "manifest" => read with { ManifestPath = fields.Text() },
                "admission" => read with { Admission = fields.Admission() },
                "fork" => read with { Fork = fields.Object(Forks.Fork.Read) },
                "settings" => read with { Settings = fields.Settings() },
                _ => fields.Skip(read),
            };
        }

        return read;
    }
}
