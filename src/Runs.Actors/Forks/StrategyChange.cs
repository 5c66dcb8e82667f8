using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Domain;
using Runs.Domain.Strategies;

namespace Runs.Actors.Forks;

/// <summary>
/// Changes single values of a strategy. A path is dotted: <c>agents.NAME.KEY</c>, <c>steps.ID.KEY</c> for the step of an id wherever it stands,
/// or a path from the strategy's root with the indices of lists. A name with a dot in it is quoted. A value that is JSON is taken as such,
/// any other as text.
/// </summary>
public static class StrategyChange
{
    private const int MaxDepth = 64;

    /// <summary>The changed strategy, read anew with all its rules; or the first change that can't be made.</summary>
    public static RunResult<StrategyDefinition> Apply(StrategyDefinition strategy, IReadOnlyList<KeyValuePair<string, string>> changes)
    {
        if (changes.Count == 0)
            return strategy;
        var root = Parse(StrategyWriter.ToJson(strategy))!;
        foreach (var (path, value) in changes)
        {
            if (Set(root, Split(path), value) is { } problem)
                return new RunError(StrategyCodes.ChangePath, $"\"{path}\" can't be set: {problem}");
        }

        var read = StrategyReader.Read(root.ToString(Formatting.None), StrategyFormat.Json);
        return read.IsOk ? read.Value : read.Error;
    }

    private static string? Set(JToken root, List<string> path, string value)
    {
        if (path.Count == 0 || path.Any(name => name.Length == 0))
            return "a path is names with dots in between.";
        JToken? place = root;
        var names = path;
        if (path is ["steps", var id, _, ..])
        {
            place = (root["flow"] as JObject)?.DescendantsAndSelf().OfType<JObject>().FirstOrDefault(step => (step["id"] as JValue)?.Value as string == id);
            if (place is null)
                return $"there is no step \"{id}\".";
            names = path[2..];
        }

        foreach (var name in names[..^1])
        {
            place = Child(place, name);
            if (place is not (JObject or JArray))
                return $"there is nothing named \"{name}\" to look into.";
        }

        switch (place)
        {
            case JObject holder:
                holder[names[^1]] = Value(value);
                return null;
            case JArray list when Child(list, names[^1]) is { } element:
                element.Replace(Value(value));
                return null;
            default:
                return $"there is no \"{names[^1]}\" in that list.";
        }
    }

    private static JToken? Child(JToken? place, string name) => place switch
    {
        JObject holder => holder[name],
        JArray list when int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index) && index < list.Count => list[index],
        _ => null,
    };

    private static JToken Value(string text) => Parse(text) ?? new JValue(text);

    private static JToken? Parse(string text)
    {
        try
        {
            using var json = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = MaxDepth };
            var token = JToken.ReadFrom(json);
            return json.Read() ? null : token;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<string> Split(string path)
    {
        var names = new List<string>();
        for (var start = 0; start <= path.Length;)
        {
            var isQuoted = start < path.Length && path[start] == '"';
            var end = isQuoted ? path.IndexOf('"', start + 1) : path.IndexOf('.', start);
            end = end < 0 ? path.Length : end;
            names.Add(path[(isQuoted ? start + 1 : start)..end]);
            start = isQuoted ? end + 2 : end + 1;
        }

        return names;
    }
}
