using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Gateway.Frames;

namespace Runs.Gateway.Rest.Schemas;

/// <summary>A text.</summary>
internal sealed class TextSchema : Schema
{
    /// <summary>The fewest characters. Default: none.</summary>
    public int Least { get; init; }

    /// <summary>The most characters. Default: as many as fit into a request.</summary>
    public int? Most { get; init; }

    /// <summary>What all of it must look like.</summary>
    public Regex? Pattern { get; init; }

    /// <summary>The only texts that it may be.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>The name that JSON Schema has for texts like it.</summary>
    public string? Format { get; init; }

    protected override string Type => "string";

    /// <summary>Any text but the empty one.</summary>
    public static TextSchema NotEmpty(string? description = null) => new() { Least = 1, Description = description };

    /// <summary>A time, as all answers have it.</summary>
    public static TextSchema Time(string description) => new() { Format = "date-time", Description = description };

    /// <summary>One of a few words.</summary>
    public static TextSchema OneOf(params IReadOnlyList<string> words) => new() { Words = words };

    public override JToken? Parse(string text) => text;

    protected override bool Fits(JToken value) => value.Type == JTokenType.String;

    protected override void CheckValue(JToken value, string path, Issues issues)
    {
        if (Problem((string)value!) is { } problem)
            issues.Add(path, problem);
    }

    protected override void WriteRules(JsonWriter json)
    {
        json.Member("format", Format);
        json.Member("pattern", Pattern?.ToString());
        if (Least > 0)
            json.Member("minLength", Least);
        if (Most is { } most)
            json.Member("maxLength", most);
        if (Words is { } words)
            json.Member("enum", words);
    }

    private string? Problem(string text)
    {
        if (text.Length < Least)
            return Least == 1 ? "It must not be empty." : $"At least {Least} characters are needed.";
        if (text.Length > Most)
            return $"At most {Most} characters are allowed.";
        if (Words is { } words && !words.Contains(text, StringComparer.Ordinal))
            return $"Expected one of {string.Join(", ", words)}.";
        return Pattern is not null && Pattern.Match(text).Length != text.Length ? $"It must look like {Pattern}." : null;
    }
}
