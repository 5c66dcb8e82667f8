using Runs.Domain.Strategies;

namespace Runs.Actors.Tests.Models.Providers;

/// <summary>Objects as strategy files hold them.</summary>
internal static class Source
{
    public static SourceObject Object(string json)
    {
        var text = $$$"""{"name":"n","version":"1","agents":{"a":{"model":"m","outputSchema":{{{json}}}}},"flow":{"name":"f","type":"sequential","steps":[{"agent":"a"}]}}""";
        var read = StrategyReader.Read(text, StrategyFormat.Json);
        return ((LlmAgentDefinition)read.Value!.Agents[0]).OutputSchema!;
    }
}
