using Runs.Actors.Attempts;
using Runs.Checkers.Evidence;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Simulation.Recording;

/// <summary>The world's memory of what everybody in it saw, over all crashes.</summary>
internal sealed class Witness
{
    private readonly Dictionary<string, SeenCommand> _commands = [];
    private readonly List<SeenState> _states = [];
    private readonly List<(RunId Run, List<SeenEvent> Events)> _viewers = [];
    private readonly List<AttemptKey> _invoked = [];
    private readonly Dictionary<AttemptKey, string> _returned = [];

    /// <summary>How many attempts reached a handler.</summary>
    public int Attempts => _invoked.Count;

    /// <summary>A client sends a command, whose text no other command has.</summary>
    public void Sent(RunId run, string commandId, string what, string text) =>
        _commands.TryAdd(commandId, new SeenCommand(run, commandId, what, text, CommandFate.Unknown));

    /// <summary>A client was told that its command is stored.</summary>
    public void Acknowledged(string commandId) => _commands[commandId] = _commands[commandId] with { Fate = CommandFate.Acknowledged };

    /// <summary>A client was told that its command is not stored, and nothing that it sent of it is on its way.</summary>
    public void Refused(string commandId) => _commands[commandId] = _commands[commandId] with { Fate = CommandFate.Refused };

    /// <summary>A client was shown a live run.</summary>
    public void Saw(RunState state, long seq) => _states.Add(new SeenState(state, seq));

    /// <summary>A viewer begins to watch. What it is shown is to be added.</summary>
    public List<SeenEvent> Viewer(RunId run)
    {
        var events = new List<SeenEvent>();
        _viewers.Add((run, events));
        return events;
    }

    /// <summary>A handler is invoked.</summary>
    public void Invoked(AttemptKey key) => _invoked.Add(key);

    /// <summary>A handler returns a result.</summary>
    public void Returned(AttemptKey key, string result) => _returned[key] = result;

    /// <summary>All of it.</summary>
    /// <param name="isOver">Whether viewers have seen all that they will see.</param>
    public Testimony Tell(bool isOver) => new()
    {
        Commands = [.. _commands.Values],
        States = [.. _states],
        Viewers = [.. _viewers.Select(viewer => new SeenViewer(viewer.Run, [.. viewer.Events], isOver))],
        Invocations = [.. _invoked.Select(key => new SeenInvocation(key, _returned.GetValueOrDefault(key)))],
    };
}
