using Runs.Domain;
using Runs.Domain.Strategies;

namespace Runs.Actors.Strategies;

/// <summary>Loads a strategy from its file, with the prompt files it names, so that nothing of it stays on disk.</summary>
public static class StrategyFileLoader
{
    /// <summary>Most bytes of a strategy and all of its prompt files together: 4 MiB.</summary>
    public const int MaxTotalBytes = 4 << 20;

    /// <summary>
    /// Loads the file. Its extension decides the format, whatever its case: <c>.json</c>, <c>.jsonc</c>, <c>.yaml</c>, <c>.yml</c>.
    /// A relative path is relative to the process's directory. Nothing is thrown for anything the file or its text can be.
    /// </summary>
    public static StrategyResult<StrategyDefinition> Load(string path)
    {
        if (FormatOf(path) is not { } format)
        {
            return Refused(
                StrategyCodes.Extension,
                $"Unsupported strategy file extension: {Path.GetExtension(path)}. Use .json, .jsonc, .yaml, or .yml.");
        }

        var file = TextFile.Read(path, SourceLimits.MaxBytes, missing: new RunError(StrategyCodes.NotFound, $"Strategy file not found: {path}"));
        if (!file.IsOk)
            return StrategyResult<StrategyDefinition>.Refused(file.Error);

        var read = StrategyReader.Read(file.Text, format);
        if (!read.IsOk)
            return read;
        return PromptEmbedding.Embed(read.Value, new PromptFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, MaxTotalBytes - SourceLimits.MaxBytes));
    }

    private static StrategyFormat? FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".json" or ".jsonc" => StrategyFormat.Json,
        ".yaml" or ".yml" => StrategyFormat.Yaml,
        _ => null,
    };

    private static StrategyResult<StrategyDefinition> Refused(string code, string message) =>
        StrategyResult<StrategyDefinition>.Refused(new RunError(code, message));
}
