using Runs.Node.Terminal;

namespace Runs.Node.Hosting;

/// <summary>Where answers come from: those of the command line first, then a person at the terminal, if there is one.</summary>
internal sealed class AnswerSource(IEnumerable<string> given, TextReader? person)
{
    private readonly Queue<string> _given = new(given);
    private bool _isClosed = person is null;

    /// <summary>Nobody answers.</summary>
    public static AnswerSource Nobody => new([], person: null);

    /// <summary>The answers given, then the person at the terminal.</summary>
    public static AnswerSource Of(IEnumerable<string> given, StandardStreams streams) =>
        new(given, streams.IsInputTerminal ? streams.In : null);

    /// <summary>Whether a person can be asked.</summary>
    public bool HasPerson => !_isClosed;

    /// <summary>The next answer of the command line.</summary>
    public bool TryNext(out string answer) => _given.TryDequeue(out answer!);

    /// <summary>What the person types; <see langword="null"/> when they end their input instead.</summary>
    public async Task<string?> Read()
    {
        var line = await Task.Run(person!.ReadLine);
        _isClosed = line is null;
        return line;
    }
}
