using System.Collections.Immutable;
using Runs.Domain.Runs.State;
using Runs.Node.Hocon;
using Runs.Node.Hocon.Keys;
using Runs.Steps.Models;

namespace Runs.Node.Configuration;

/// <summary>Reads the models that say what is written in the configuration.</summary>
internal static class ScriptedModels
{
    private static readonly KeyPath Place = "runs.models.scripted";

    private static readonly string[] Members =
    [
        "reply", "deltas", "calls", "repeat", "thinking", "delay", "error", "errorCode", "retryable", "failAfter", "failTimes",
        "usage.prompt", "usage.completion",
    ];

    /// <summary>The keys that are read.</summary>
    public static IEnumerable<KeyPath> Keys { get; } =
        [Place, Place.Child("<name>"), .. Members.Select(member => Place.Child("<name>").Append(member))];

    /// <summary>The models, in the order of the file.</summary>
    public static ImmutableArray<ScriptedModel> Read(Config config)
    {
        var models = config.GetObjectOrNull(Place);
        return models is null ? [] : [.. models.Names.Select(name => Read(name, models.GetObject(KeyPath.Of(name))))];
    }

    private static ScriptedModel Read(string name, Config script)
    {
        var model = new ScriptedModel { Name = name };
        return model with
        {
            Reply = script.GetStringOrNull("reply"),
            Deltas = [.. script.GetStringListOrEmpty("deltas")],
            Calls = [.. script.GetStringListOrEmpty("calls")],
            Repeat = script.GetIntOrNull("repeat") ?? model.Repeat,
            Thinking = script.GetStringOrNull("thinking"),
            Delay = script.GetDurationOrNull("delay") ?? model.Delay,
            Error = script.GetStringOrNull("error"),
            ErrorCode = script.GetStringOrNull("errorCode") ?? model.ErrorCode,
            Retryable = script.GetBoolOrNull("retryable") ?? model.Retryable,
            FailAfter = script.GetIntOrNull("failAfter") ?? model.FailAfter,
            FailTimes = script.GetIntOrNull("failTimes") ?? model.FailTimes,
            Usage = new Usage(Tokens(script, "usage.prompt"), Tokens(script, "usage.completion")),
        };
    }

    private static long Tokens(Config script, KeyPath key) =>
        script.GetLongOrNull(key) is not { } tokens ? 0 : tokens >= 0 ? tokens : throw script.Invalid(key, "a whole number from 0");
}
