using Runs.Node.Terminal;

namespace Runs.Node.Hosting;

/// <summary>Where answers come from: those of the command line first, then a person at the terminal, if there is one.</summary>
internal sealed class AnswerSource(IEnumerable<string> given, StandardStreams streams)
{
    private readonly Queue<string> _given = new(given);
    private bool _isClosed = !streams.IsInputTerminal;

    /// <summary>Whether a person can be asked.</summary>
    public bool HasPerson => !_isClosed;

    /// <summary>The next answer of the command line.</summary>
    public bool TryNext(out string answer) => _given.TryDequeue(out answer!);

    /// <summary>What the person types; <see langword="null"/> when they end their input instead.</summary>
    public async Task<string?> Read()
    {
        var line = await Task.Run(streams.In.ReadLine);
        _isClosed = line is null;
        return line;
    }
}
