using Runs.Domain;
using Runs.Domain.Strategies;

namespace Runs.Actors.Strategies;

/// <summary>Files that came along with a strategy, by their path relative to it. Nothing is read of any disk.</summary>
/// <param name="files">The files.</param>
/// <param name="directory">Where the strategy is that names them: empty, or a path that ends in a slash.</param>
/// <param name="allowance">How much they may have together.</param>
internal sealed class GivenPrompts(IReadOnlyDictionary<string, string> files, string directory, ByteAllowance allowance) : IPromptSource
{
    public TextFile Read(string name, EmbeddedFile kind)
    {
        if (Normalize(name) is not { } path)
            return TextFile.Refused(new RunError(kind.Outside, $"{kind.Name} lies outside the strategy's directory: {name}"));
        return files.TryGetValue(directory + path, out var text)
            ? allowance.Spend(TextFile.Of(text, Math.Min(allowance.Left, SourceLimits.MaxBytes), name))
            : TextFile.Refused(new RunError(kind.NotFound, $"{kind.Name} not found: {name}"));
    }

    public string Identify(string name) => directory + (Normalize(name) ?? name);

    public IPromptSource Beside(string name) => new GivenPrompts(files, DirectoryOf(Identify(name)), allowance);

    /// <summary>The directory of a path, with the slash at its end; empty for none.</summary>
    public static string DirectoryOf(string path) => path[..(path.LastIndexOf('/') + 1)];

    /// <summary>The path without steps that lead nowhere; null when it is absolute or leads out of the directory.</summary>
    public static string? Normalize(string name)
    {
        if (name.StartsWith('/'))
            return null;
        var parts = new List<string>();
        foreach (var part in name.Split('/').Where(part => part is not ("" or ".")))
        {
            if (part != "..")
                parts.Add(part);
            else if (parts.Count == 0)
                return null;
            else
                parts.RemoveAt(parts.Count - 1);
        }

        return string.Join('/', parts);
    }
}
