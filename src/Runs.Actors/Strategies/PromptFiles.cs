using Runs.Domain;
using Runs.Domain.Strategies;

namespace Runs.Actors.Strategies;

/// <summary>
/// The files of a strategy on disk. A file must lie under the strategy's directory once all links are followed, so that a strategy
/// from a stranger cannot carry other files of the machine to a model.
/// </summary>
internal sealed class PromptFiles(string directory, ByteAllowance allowance) : IPromptSource
{
    private readonly string? root = RealPath.Of(directory);

    public TextFile Read(string name, EmbeddedFile kind)
    {
        var path = PathOf(name);
        var missing = new RunError(kind.NotFound, $"{kind.Name} not found: {path}");
        if (name.Contains('\0') || RealPath.Of(path) is not { } real)
            return TextFile.Refused(missing);
        if (root is null || !real.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return TextFile.Refused(new RunError(kind.Outside, $"{kind.Name} lies outside the strategy's directory: {path}"));
        return allowance.Spend(TextFile.Read(real, Math.Min(allowance.Left, SourceLimits.MaxBytes), missing));
    }

    public string Identify(string name) => name.Contains('\0') ? name : RealPath.Of(PathOf(name)) ?? PathOf(name);

    public IPromptSource Beside(string name) => new PromptFiles(Path.GetDirectoryName(Identify(name))!, allowance);

    /// <summary>No path has a NUL, and asking for one would throw.</summary>
    private string PathOf(string name) => name.Contains('\0') ? name : Path.GetFullPath(Path.Combine(directory, name));
}
