namespace Runs.Actors.Tests.Strategies;

/// <summary>A directory of strategy files that goes away with its test.</summary>
internal sealed class StrategyDirectory : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("strategies-").FullName;

    public string Write(string name, string content) => Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    public string Write(string name, byte[] content)
    {
        var path = At(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Writes a strategy with one agent whose system prompt is the given text.</summary>
    public string WriteStrategy(string systemPrompt) => Write(
        "s/strategy.yaml",
        $"name: S\nversion: '1'\nagents: {{ a: {{ systemPrompt: \"{systemPrompt}\" }} }}\nflow: {{ name: F, type: sequential, steps: [{{ agent: a }}] }}\n");

    public string At(string name) => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
