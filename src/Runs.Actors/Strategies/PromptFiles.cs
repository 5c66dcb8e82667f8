using Runs.Domain;
using Runs.Domain.Strategies;

namespace Runs.Actors.Strategies;

/// <summary>
/// Prompt files on disk. A file must lie under the strategy's directory once all links are followed, so that a strategy from a
/// stranger cannot carry other files of the machine to a model.
/// </summary>
internal sealed class PromptFiles(string directory, int budget) : IPromptSource
{
    private readonly string? root = RealPath.Of(directory);
    private int left = budget;

    public TextFile Read(string name)
    {
        // No path has a NUL, and asking for one would throw.
        var path = name.Contains('\0') ? name : Path.GetFullPath(Path.Combine(directory, name));
        var missing = new RunError(StrategyCodes.PromptNotFound, $"System prompt file not found: {path}");
        if (name.Contains('\0') || RealPath.Of(path) is not { } real)
            return TextFile.Refused(missing);
        if (root is null || !real.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return TextFile.Refused(new RunError(StrategyCodes.PromptOutside, $"System prompt file lies outside the strategy's directory: {path}"));

        var file = TextFile.Read(real, Math.Min(left, SourceLimits.MaxPromptBytes), missing);
        left -= file.Bytes;
        return file;
    }
}
