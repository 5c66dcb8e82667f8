namespace Runs.Domain.Strategies;

/// <summary>How the text of a strategy is written.</summary>
public enum StrategyFormat
{
    /// <summary>JSON; comments are allowed.</summary>
    Json,

    /// <summary>YAML 1.2, core schema, one document.</summary>
    Yaml,
}
