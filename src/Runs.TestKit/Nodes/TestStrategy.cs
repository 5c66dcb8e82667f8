using Runs.Actors;
using Runs.Domain.Identity;
using Runs.Domain.Strategies;

namespace Runs.TestKit.Nodes;

/// <summary>A strategy in a test: a file, a text, or a definition.</summary>
public sealed class TestStrategy
{
    private readonly string? _path;
    private readonly StrategyDefinition? _definition;

    private TestStrategy(string? path, StrategyDefinition? definition)
    {
        _path = path;
        _definition = definition;
    }

    /// <summary>A strategy file. Relative to <see cref="TestNodeOptions.BaseDirectory"/>.</summary>
    public static TestStrategy File(string path) => new(path, null);

    /// <summary>A definition.</summary>
    public static TestStrategy Of(StrategyDefinition definition) => new(null, definition);

    /// <summary>The text of a strategy: JSON if it begins with a brace, else YAML.</summary>
    /// <exception cref="FormatException">It is no strategy.</exception>
    public static TestStrategy Text(string text)
    {
        var format = text.TrimStart().StartsWith('{') ? StrategyFormat.Json : StrategyFormat.Yaml;
        var read = StrategyReader.Read(text, format);
        return read.IsOk ? Of(read.Value) : throw new FormatException(read.Error.Message);
    }

    /// <summary>A text with more than one line, or one that begins with a brace, is the strategy itself; any other is its file.</summary>
    public static implicit operator TestStrategy(string fileOrText) => FromString(fileOrText);

    /// <summary>A text with more than one line, or one that begins with a brace, is the strategy itself; any other is its file.</summary>
    public static TestStrategy FromString(string fileOrText) =>
        fileOrText.Contains('\n', StringComparison.Ordinal) || fileOrText.TrimStart().StartsWith('{') ? Text(fileOrText) : File(fileOrText);

    /// <summary>The request that prepares a run of it.</summary>
    public PrepareRequest RequestFor(RunId run) => new() { Run = run, StrategyPath = _path, Strategy = _definition };
}
