using Runs.Domain;
using Runs.Domain.Strategies;

namespace Runs.Actors.Strategies;

/// <summary>Prompt files that came along with a strategy, by their path relative to it. Nothing is read of any disk.</summary>
internal sealed class GivenPrompts(IReadOnlyDictionary<string, string> files, int budget) : IPromptSource
{
    private int left = budget;

    public TextFile Read(string name)
    {
        if (Normalize(name) is not { } path)
            return TextFile.Refused(new RunError(StrategyCodes.PromptOutside, $"System prompt file lies outside the strategy's directory: {name}"));
        if (!files.TryGetValue(path, out var text))
            return TextFile.Refused(new RunError(StrategyCodes.PromptNotFound, $"System prompt file not found: {name}"));
        var file = TextFile.Of(text, Math.Min(left, SourceLimits.MaxPromptBytes), name);
        left -= file.Bytes;
        return file;
    }

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
