using System.Collections.Concurrent;
using Runs.Checkers.Evidence;

namespace Runs.Cluster.Tests.Clients;

/// <summary>What the clients of a cluster were told: of every command that they sent what came of it.</summary>
internal sealed class CommandLog
{
    private readonly ConcurrentQueue<SeenCommand> _commands = [];
    private readonly ConcurrentQueue<string> _failed = [];
    private readonly Milestones _acknowledged = new("acknowledged commands");

    /// <summary>The commands, in no order.</summary>
    public IReadOnlyList<SeenCommand> Commands => [.. _commands];

    /// <summary>The commands that failed at one node and then at another, each with what was said.</summary>
    public IReadOnlyList<string> Failed => [.. _failed];

    /// <summary>How many commands were acknowledged.</summary>
    public Milestones Acknowledged => _acknowledged;

    /// <summary>Notes what came of a command.</summary>
    public void Add(SeenCommand command)
    {
        _commands.Enqueue(command);
        if (command.Fate == CommandFate.Acknowledged)
            _acknowledged.Add();
    }

    /// <summary>Notes that a command failed twice.</summary>
    public void AddFailure(string what) => _failed.Enqueue(what);
}
