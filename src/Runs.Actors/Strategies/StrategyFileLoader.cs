using Runs.Domain;
using Runs.Domain.Strategies;

namespace Runs.Actors.Strategies;

/// <summary>Loads a strategy from its file, with the prompt files it names, so that nothing of it stays on disk.</summary>
public static class StrategyFileLoader
{
    /// <summary>Most bytes of a strategy and of all files that it names, those of its sub-runs included: 4 MiB.</summary>
    public const int MaxTotalBytes = 4 << 20;

    /// <summary>
    /// Loads the file. Its extension decides the format, whatever its case: <c>.json</c>, <c>.jsonc</c>, <c>.yaml</c>, <c>.yml</c>.
    /// A relative path is relative to the process's directory. Nothing is thrown for anything the file or its text can be.
    /// </summary>
    public static StrategyResult<StrategyDefinition> Load(string path)
    {
        var source = ReadText(path);
        return source.IsOk ? Embed(source.Value, PromptsBeside(path), path) : StrategyResult<StrategyDefinition>.Refused(source.Error);
    }

    /// <summary>Reads the file and the prompt files that it names, to be sent elsewhere: to <see cref="InlineStrategyLoader"/>.</summary>
    public static StrategyResult<StrategySource> ReadSource(string path)
    {
        var source = ReadText(path);
        if (!source.IsOk)
            return source;
        var prompts = new RecordedPrompts(PromptsBeside(path));
        var embedded = Embed(source.Value, prompts, path);
        return embedded.IsOk
            ? StrategyResult<StrategySource>.Ok(source.Value with { PromptFiles = prompts.Files })
            : StrategyResult<StrategySource>.Refused(embedded.Error, embedded.Issues);
    }

    private static StrategyResult<StrategySource> ReadText(string path)
    {
        if (FormatOf(path) is not { } format)
            return Refused(UnknownExtension(path));

        var file = TextFile.Read(path, SourceLimits.MaxBytes, missing: new RunError(StrategyCodes.NotFound, $"Strategy file not found: {path}"));
        return file.IsOk ? StrategyResult<StrategySource>.Ok(new StrategySource(file.Text, format)) : Refused(file.Error);
    }

    private static StrategyResult<StrategyDefinition> Embed(StrategySource source, IPromptSource files, string path)
    {
        var read = StrategyReader.Read(source.Text, source.Format);
        return read.IsOk ? FileEmbedding.Embed(read.Value, files, files.Identify(Path.GetFullPath(path))) : read;
    }

    private static PromptFiles PromptsBeside(string path) =>
        new(Path.GetDirectoryName(Path.GetFullPath(path))!, new ByteAllowance(MaxTotalBytes - SourceLimits.MaxBytes));

    /// <summary>The refusal of a file whose extension says nothing.</summary>
    internal static RunError UnknownExtension(string path) =>
        new(StrategyCodes.Extension, $"Unsupported strategy file extension: {Path.GetExtension(path)}. Use .json, .jsonc, .yaml, or .yml.");

    /// <summary>What a file is written in, by its extension; null for none of the known ones.</summary>
    internal static StrategyFormat? FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".json" or ".jsonc" => StrategyFormat.Json,
        ".yaml" or ".yml" => StrategyFormat.Yaml,
        _ => null,
    };

    private static StrategyResult<StrategySource> Refused(RunError error) => StrategyResult<StrategySource>.Refused(error);
}
