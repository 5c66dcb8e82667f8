using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Domain.Identity;
using Runs.Simulation.Worlds;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Clients;

/// <summary>
/// How a client calls: any node, another one when that is gone or doesn't answer, and whatever isn't acknowledged again with the same
/// command id.
/// </summary>
internal sealed class ClientCalls(SimulatedCluster cluster, string client, SeededRandom random)
{
    // Longer than a node lets its askers wait.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private SimulatedNode? _node;
    private int _commands;

    /// <summary>What was acknowledged.</summary>
    public List<Acknowledged> Acknowledged { get; } = [];

    /// <summary>No two commands carry the same text.</summary>
    public static string Text(string commandId) => $"text of {commandId}";

    /// <summary>Repeats a command with one id until it is acknowledged, or refused for a reason that the client expects. Whether it was acknowledged.</summary>
    public async Task<bool> Do(RunId run, string what, Func<RunSystem, string, ValueTask<RunResult<RunReply>>> command, params string[] expected)
    {
        var id = $"{client}/{what}/{_commands++}";
        while (true)
        {
            var result = await Ask(system => command(system, id));
            if (result is { IsOk: true })
            {
                cluster.Trace.Add(client, $"was told that {id} is done");
                Acknowledged.Add(new(run, id, what, Text(id)));
                return true;
            }

            if (result?.Error is { } error && expected.Contains(error.Code))
                return false;
            if (result?.Error is { Code: var code } && !IsPassing(code))
                throw new CheckFailedException($"{id} was refused: {result.Value.Error!.Message}");
            await cluster.Pass(random.NextTime(TimeSpan.FromSeconds(2)));
        }
    }

    /// <summary>Asks a node; <see langword="null"/> when there is none, or when no answer comes.</summary>
    public async Task<RunResult<T>?> Ask<T>(Func<RunSystem, ValueTask<RunResult<T>>> question)
        where T : class
    {
        if (_node?.System is null || random.Chance(0.05))
            _node = cluster.Any(random);
        if (_node is not { } node)
            return null;
        var answer = node.Call(question);
        if (await Task.WhenAny(answer, node.End, cluster.Pass(Patience)) != answer)
        {
            _node = null;
            return null;
        }

        var result = await answer;
        if (!result.IsOk && IsPassing(result.Error.Code) && random.Chance(0.5))
            _node = null;
        return result;
    }

    private static bool IsPassing(string code) =>
        code is "entity.busy" or "entity.timeout" or "shard.moved" or "journal.not-written" or "entity.quarantined" or "node.stopping";
}
