using System.Text;

namespace Runs.Domain.Tests.Runs;

/// <summary>Makes random flows of every kind, nested in each other, that end by themselves.</summary>
internal sealed class RandomStrategy(Random random)
{
    private static readonly string[] Attempted = ["a", "b", "asks", "brief", "window", "compact", "once", "safe"];
    private static readonly string[] Agents = [.. Attempted, "user", "always", "preset", "pass", "wait"];

    private int _names;

    /// <summary>The inside of a root flow.</summary>
    public string Flow() => Inside(3);

    private string Inside(int depth)
    {
        if (random.Next(3) == 0)
            return Graph(depth);
        var text = new StringBuilder();
        switch (random.Next(3))
        {
            case 0:
                text.Append("type: sequential");
                break;
            case 1:
                text.Append("type: broadcast");
                if (random.Next(3) == 0)
                    text.Append($", concurrency: {random.Next(1, 3)}");
                break;
            default:
                text.Append($"type: cycle, cycles: {random.Next(1, 4)}");
                if (random.Next(2) == 0)
                    text.Append($", observer: {Agent()}");
                break;
        }

        if (random.Next(5) == 0)
            text.Append(", task: 'F {{message}}'");
        var steps = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Step(depth - 1));
        return $"{text}, steps: [{string.Join(", ", steps)}]";
    }

    /// <summary>A graph: each step may wait for those made before it, and they stand in any order.</summary>
    private string Graph(int depth)
    {
        var ids = new List<string>();
        var steps = new List<string>();
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            var id = $"g{_names++}";
            var needs = ids.Where(_ => random.Next(3) == 0).ToList();
            var after = ids.Where(_ => random.Next(4) == 0).ToList();
            steps.Add($"{{ id: {id}, needs: [{string.Join(", ", needs)}], after: [{string.Join(", ", after)}]{Wish([.. needs, .. after])}, {Body(depth - 1)} }}");
            ids.Add(id);
        }

        var slots = random.Next(3) == 0 ? $", concurrency: {random.Next(1, 3)}" : "";
        return $"type: graph{slots}, steps: [{string.Join(", ", steps.OrderBy(_ => random.Next()))}]";
    }

    /// <summary>On which condition a step is executed, and for how many items.</summary>
    private string Wish(List<string> before)
    {
        var text = new StringBuilder();
        if (before.Count > 0 && random.Next(4) == 0)
            text.Append($", when: '{{{{steps.{before[0]}.status}}}} {(random.Next(2) == 0 ? "==" : "!=")} succeeded'");
        if (random.Next(6) == 0)
            text.Append($", forEach: {{ items: '{{{{message.lines}}}}'{(random.Next(2) == 0 ? ", concurrency: 1" : "")} }}");
        return text.ToString();
    }

    private string Step(int depth) => $"{{ {Body(depth)} }}";

    private string Body(int depth)
    {
        if (depth > 0 && random.Next(3) == 0)
            return $"name: n{_names++}, {Inside(depth)}";
        var agent = Agent();
        var task = random.Next(6) == 0 ? ", task: 'T {{input}} {{message}}'" : "";
        return $"agent: {agent}{task}{(Attempted.Contains(agent) ? AttemptOptions() : "")}";
    }

    private string AttemptOptions()
    {
        var text = new StringBuilder();
        if (random.Next(4) == 0)
            text.Append($", retry: {{ maxAttempts: {random.Next(1, 4)}, backoff: {random.Next(0, 3)}s }}");
        if (random.Next(5) == 0)
            text.Append(", onExhausted: pause");
        if (random.Next(6) == 0)
            text.Append(random.Next(2) == 0 ? ", timeout: 3s" : ", timeout: 3s, onTimeout: fail-step");
        if (random.Next(6) == 0)
            text.Append(", replay: safe");
        if (random.Next(6) == 0)
            text.Append(random.Next(2) == 0 ? ", limits: [gpu]" : ", limits: ['{{owner}}/{{run}}', gpu]");
        return text.ToString();
    }

    private string Agent() => Agents[random.Next(Agents.Length)];
}
