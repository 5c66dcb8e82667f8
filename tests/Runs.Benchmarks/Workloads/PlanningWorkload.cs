using System.Globalization;
using System.Text;
using Runs.Domain.Plans;
using Runs.Domain.Strategies;

namespace Runs.Benchmarks.Workloads;

/// <summary>
/// Reads and plans a graph of so many steps and edges, each step of which looks another one up: every second one that it waits for,
/// the others one that is further up.
/// </summary>
internal sealed class PlanningWorkload(WorkloadOptions options)
{
    private const int Rounds = 15;

    public Dictionary<string, object> Measure()
    {
        var text = Text(options.Steps, options.Edges);
        var (reading, planning) = (new List<double>(), new List<double>());
        var collections = GC.CollectionCount(2);

        // The first rounds are those of code that has not been compiled yet.
        for (var round = -5; round < Rounds; round++)
        {
            var started = TimeProvider.System.GetTimestamp();
            var definition = StrategyReader.Read(text, StrategyFormat.Json);
            var read = TimeProvider.System.GetTimestamp();
            if (definition.Value is null || !PlanBuilder.Build(definition.Value, new PlanOptions()).IsOk)
                throw new InvalidOperationException("The benchmark's graph can't be planned.");
            if (round < 0)
                continue;
            planning.Add(TimeProvider.System.GetElapsedTime(read).TotalMilliseconds);
            reading.Add(TimeProvider.System.GetElapsedTime(started, read).TotalMilliseconds);
        }

        return new Dictionary<string, object>
        {
            ["steps"] = options.Steps,
            ["edges"] = options.Edges,
            ["bytes"] = Encoding.UTF8.GetByteCount(text),
            ["readingP50Ms"] = reading.Percentile(0.5),
            ["planningP50Ms"] = planning.Percentile(0.5),
            ["readingBestMs"] = reading[0],
            ["planningBestMs"] = planning[0],
            ["fullCollections"] = GC.CollectionCount(2) - collections,
        };
    }

    private static string Text(int steps, int edges)
    {
        var random = new Random(1);
        var text = new StringBuilder("""{"name":"large","version":"1","agents":{"a":{"model":"mock/instant"}},"flow":{"name":"large","type":"graph","steps":[""");
        var chosen = new SortedSet<int>();
        var firstNeeds = new int[steps];
        for (int step = 0, made = 0; step < steps; step++)
        {
            chosen.Clear();
            var wanted = step == 0 ? 0 : (int)((long)edges * (step + 1) / steps) - made;
            while (chosen.Count < Math.Min(wanted, step))
                chosen.Add(random.Next(step));
            made += chosen.Count;
            text.Append(CultureInfo.InvariantCulture, $"{(step == 0 ? "" : ",")}{{\"id\":\"s{step}\",\"agent\":\"a\"");
            if (chosen.Count > 0)
            {
                firstNeeds[step] = chosen.Min;
                var upstream = step % 2 == 0 ? chosen.Max : firstNeeds[chosen.Max];
                text.Append(CultureInfo.InvariantCulture, $",\"needs\":[{string.Join(',', chosen.Select(need => $"\"s{need}\""))}],\"task\":\"{{{{steps.s{upstream}.output}}}}\"");
            }

            text.Append('}');
        }

        return text.Append("]}}").ToString();
    }
}
