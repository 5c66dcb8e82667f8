using System.Diagnostics;
using Newtonsoft.Json;
using Runs.Checkers.Evidence;
using Runs.Cluster.Tests.Harness;
using Runs.Domain.Identity;

namespace Runs.Cluster.Tests.Clients;

/// <summary>
/// A client that knows all nodes. A command has a key, under which it is sent again at another node when its node fails: it then either was
/// done or is done now, once.
/// </summary>
internal sealed class ClusterClient(IReadOnlyList<ClusterNode> nodes, Random random, CommandLog log, Patience patience)
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Whose reading and sending it follows: a node that has served it it asks again.</summary>
    private int _node = random.Next(nodes.Count);
    private int _keys;

    /// <summary>Goes to the next node.</summary>
    public void Move() => _node = (_node + 1) % nodes.Count;

    /// <summary>Commands something of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">Where to post it, below the api.</param>
    /// <param name="body">What to post.</param>
    /// <param name="operation">How the server calls it, which is a part of the command's id in the journal.</param>
    /// <param name="what">What it is to the checkers; see <see cref="SeenCommand"/>.</param>
    /// <param name="text">What it says that no other command says; empty for nothing.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="CommandFailedException">It failed, as often as this client tries.</exception>
    public async Task<JObject> Command(string run, string path, object body, string operation, string what, string text = "")
    {
        var key = $"{run}-{++_keys}";
        // Whom it serves differs from one command to the next.
        _node = random.Next(nodes.Count);
        var said = new List<string>();
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await Try(HttpMethod.Post, path, body, key);
            said.Add($"{nodes[_node].Name}: {answer}");
            if (answer.IsGood)
            {
                Note(CommandFate.Acknowledged);
                return answer.Json;
            }

            if (answer.IsRefused)
            {
                Note(said.Count == 1 ? CommandFate.Refused : CommandFate.Unknown);
                throw new CommandFailedException($"{path} of {run} was refused. {string.Join("; ", said)}");
            }

            if (said.Count == 2)
                log.AddFailure($"{path} of {run}: {string.Join("; ", said)}");
            if ((said.Count >= 2 && patience == Patience.OneRetry) || Stopwatch.GetElapsedTime(began) > Deadline)
            {
                Note(CommandFate.Unknown);
                throw new CommandFailedException($"{path} of {run} failed. {string.Join("; ", said.TakeLast(5))}");
            }

            Move();
            if (said.Count > 2)
                await Task.Delay(Pause);
        }

        void Note(CommandFate fate) => log.Add(new SeenCommand(RunId.Parse(run), $"{operation}:{key}", what, text, fate));
    }

    /// <summary>Reads something, at one node after the other until one has it.</summary>
    public async Task<ClientAnswer> Read(string path)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await Try(HttpMethod.Get, path, null, null);
            if (answer.IsGood)
                return answer;
            if (answer.IsRefused || Stopwatch.GetElapsedTime(began) > Deadline)
                throw new CommandFailedException($"{path} can't be read. {nodes[_node].Name}: {answer}");
            Move();
            await Task.Delay(Pause);
        }
    }

    /// <summary>Waits until a run is as it should be, and fails if it ends before.</summary>
    public async Task<JObject> Until(string run, Func<JObject, bool> isWanted, string wanted)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var now = (await Read($"runs/{run}")).Json;
            if (isWanted(now))
                return now;
            if ((string?)now["status"] is "completed" or "error" or "cancelled" && (string?)now["prepared"] != "True")
                throw new CommandFailedException($"{run} was never {wanted}: {now.ToString(Formatting.None)}");
            if (Stopwatch.GetElapsedTime(began) > Deadline)
                throw new TimeoutException($"Within {Deadline.TotalSeconds} s {run} was not {wanted}: {now.ToString(Formatting.None)}");
            await Read($"runs/{run}/wait?seconds=1&afterSeq={now["seq"]}");
        }
    }

    /// <summary>Waits until a run has ended so many executions.</summary>
    public Task<JObject> End(string run, int segment = 1) =>
        Until(run, now => (string?)now["status"] is "completed" or "error" or "cancelled" && (int)now["segment"]! >= segment, $"ended {segment} times");

    private Task<ClientAnswer> Try(HttpMethod method, string path, object? body, string? key) => SingleNode.Send(Http, nodes[_node], method, path, body, key);
}
