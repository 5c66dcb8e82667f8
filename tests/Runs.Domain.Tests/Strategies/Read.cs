using Runs.Domain.Strategies;

namespace Runs.Domain.Tests.Strategies;

/// <summary>Reads texts that tests expect to be valid.</summary>
internal static class Read
{
    public static StrategyDefinition Json(string text) => Valid(StrategyReader.Read(text, StrategyFormat.Json));

    public static StrategyDefinition Yaml(string text) => Valid(StrategyReader.Read(text, StrategyFormat.Yaml));

    /// <summary>A strategy with the given agents and flow, both YAML in flow style.</summary>
    public static string Yaml(string agents, string flow) => $"name: S\nversion: \"1\"\nagents: {agents}\nflow: {flow}\n";

    private static StrategyDefinition Valid(StrategyResult<StrategyDefinition> result)
    {
        result.Error.ShouldBeNull();
        return result.Value!;
    }
}
