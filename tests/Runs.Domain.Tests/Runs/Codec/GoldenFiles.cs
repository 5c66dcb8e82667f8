using System.Text;

namespace Runs.Domain.Tests.Runs;

/// <summary>What was stored once and must be read for ever. A file is never changed; a new version of an event gets a new one.</summary>
internal static class GoldenFiles
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Runs", "Golden");

    public static IEnumerable<string> EventTypes => Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!);

    /// <summary>The file, without its last line break.</summary>
    public static string Read(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name), new UTF8Encoding(false, throwOnInvalidBytes: true));
        return text.EndsWith('\n') ? text[..^1] : text;
    }
}
