namespace Runs.Domain.Strategies;

/// <summary>The agents of a strategy while it is read: those that it names first, then those that its steps bring along.</summary>
internal sealed class StrategyAgents
{
    private readonly List<AgentDefinition> agents;
    private readonly HashSet<string> names;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    public StrategyAgents(SourcePath strategy, IReadOnlyList<AgentDefinition> named)
    {
        Strategy = strategy;
        agents = [.. named];
        names = named.Select(agent => agent.Name).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Where the strategy stands.</summary>
    public SourcePath Strategy { get; }

    public ValueArray<AgentDefinition> All => [.. agents];

    /// <summary>A name that no agent has yet: the wished one, or with a number behind it. Nobody gets it again.</summary>
    public string Reserve(string wish)
    {
        var name = wish;
        while (!names.Add(name))
        {
            var number = numbers.GetValueOrDefault(wish, 1) + 1;
            numbers[wish] = number;
            name = $"{wish}-{number}";
        }

        return name;
    }

    public void Add(AgentDefinition agent) => agents.Add(agent);
}
