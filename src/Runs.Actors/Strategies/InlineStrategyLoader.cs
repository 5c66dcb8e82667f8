using Runs.Domain;
using Runs.Domain.Strategies;

namespace Runs.Actors.Strategies;

/// <summary>Reads a strategy that was sent as text, with its prompt files beside it: whoever sent it may be on another machine.</summary>
public static class InlineStrategyLoader
{
    /// <summary>
    /// Reads the text under the limits of a strategy file, and puts the prompt files that it names in their place.
    /// </summary>
    /// <param name="text">The strategy.</param>
    /// <param name="format">What it is written in.</param>
    /// <param name="files">The prompt files, by their path relative to the strategy, parts separated by <c>/</c>.</param>
    public static StrategyResult<StrategyDefinition> Load(string text, StrategyFormat format, IReadOnlyDictionary<string, string> files)
    {
        if (files.Keys.FirstOrDefault(name => GivenPrompts.Normalize(name) != name) is { } wrong)
        {
            return StrategyResult<StrategyDefinition>.Refused(
                new RunError(StrategyCodes.PromptOutside, $"A prompt file has a plain relative path, and this is none: {wrong}"));
        }

        var read = StrategyReader.Read(text, format);
        return read.IsOk
            ? FileEmbedding.Embed(read.Value, new GivenPrompts(files, "", new ByteAllowance(StrategyFileLoader.MaxTotalBytes - SourceLimits.MaxBytes)), file: null)
            : read;
    }
}
