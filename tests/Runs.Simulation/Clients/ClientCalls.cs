using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Simulation.Worlds;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Clients;

/// <summary>
/// How a client calls: any node, another one when that is gone or doesn't answer, and whatever isn't acknowledged again with the same
/// command id.
/// </summary>
internal sealed class ClientCalls(SimulatedCluster cluster, string client, SeededRandom random)
{
    private const string NotWritten = "journal.not-written";

    // Longer than a node lets its askers wait.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private SimulatedNode? _node;
    private int _commands;

    /// <summary>No two commands carry the same text.</summary>
    public static string Text(string commandId) => $"text of {commandId}";

    /// <summary>
    /// Repeats a command with one id until it is acknowledged, or refused for a reason that the client expects. What only meddles isn't always
    /// repeated when it is known not to be stored. Whether it was acknowledged.
    /// </summary>
    public async Task<bool> Do(RunId run, string what, Func<RunSystem, string, ValueTask<RunResult<RunReply>>> command, params string[] expected)
    {
        var id = $"{client}/{what}/{_commands++}";
        cluster.Witness.Sent(run, id, what, Text(id));
        for (var isInDoubt = false; ;)
        {
            var result = await Ask(system => command(system, id));
            if (result is { IsOk: true })
            {
                cluster.Trace.Add(client, $"was told that {id} is done");
                cluster.Witness.Acknowledged(id);
                return true;
            }

            var code = result?.Error?.Code;
            if (code is not null && (expected.Contains(code) || GivesUp(what, code)))
            {
                if (!isInDoubt)
                    cluster.Witness.Refused(id);
                return false;
            }

            if (code is not null && !IsPassing(code))
                throw new CheckFailedException($"{id} was refused: {result!.Value.Error!.Message}");
            isInDoubt |= code is not (NotWritten or "entity.busy" or RunErrors.QueueFull);
            await cluster.Pass(random.NextTime(TimeSpan.FromSeconds(2)));
        }
    }

    /// <summary>Deletes a run that has ended, whatever it takes.</summary>
    public async Task Delete(RunId run)
    {
        var id = $"{client}/delete/{_commands++}";
        while (true)
        {
            var result = await Ask(system => system.Delete(run, id));
            // Who lost the answer finds no run any more.
            if (result is { IsOk: true } || result?.Error?.Code == RunErrors.NotFound)
                return;
            var code = result?.Error?.Code;
            // What still lived then has the last word on that command; a later one is another deletion.
            if (code == RunErrors.Active)
                id = $"{client}/delete/{_commands++}";
            else if (code is not (null or RunErrors.Erasing) && !IsPassing(code))
                throw new CheckFailedException($"{id} was refused: {result!.Value.Error!.Message} [{code}]");
            await cluster.Pass(random.NextTime(TimeSpan.FromSeconds(20)));
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

    private bool GivesUp(string what, string code) => code == NotWritten && what is "steer" or "message" or "pause" && random.Chance(0.3);

    private static bool IsPassing(string code) =>
        code is "entity.busy" or "entity.timeout" or "shard.moved" or NotWritten or "entity.quarantined" or "node.stopping" or RunErrors.QueueFull;
}
