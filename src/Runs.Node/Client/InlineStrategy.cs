using Newtonsoft.Json.Linq;
using Runs.Actors;
using Runs.Actors.Strategies;
using Runs.Domain.Strategies;

namespace Runs.Node.Client;

/// <summary>A strategy as it is sent to a server, which need not see this machine's disk: its text, and the prompt files that it names.</summary>
internal static class InlineStrategy
{
    /// <summary>Reads the files.</summary>
    public static RunResult<JObject> Read(string path)
    {
        var read = StrategyFileLoader.ReadSource(path);
        if (!read.IsOk)
            return read.Error;
        var source = read.Value;
        var strategy = new JObject
        {
            ["text"] = source.Text,
            ["format"] = source.Format == StrategyFormat.Json ? "json" : "yaml",
            ["name"] = Path.GetFileName(path),
        };
        if (source.PromptFiles.Count > 0)
            strategy["files"] = new JObject(source.PromptFiles.Select(file => new JProperty(file.Key, file.Value)));
        return strategy;
    }
}
