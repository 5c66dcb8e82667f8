using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Gateway.Frames;

namespace Runs.Gateway.Rest.Schemas;

/// <summary>A whole number.</summary>
internal sealed class NumberSchema : Schema
{
    /// <summary>The largest integer that JavaScript knows exactly.</summary>
    public const long MaxSafe = (1L << 53) - 1;

    /// <summary>The least. Default: 0.</summary>
    public long Least { get; init; }

    /// <summary>The most.</summary>
    public long Most { get; init; } = MaxSafe;

    /// <summary>What it is when it is left out.</summary>
    public long? Default { get; init; }

    protected override string Type => "integer";

    public override JToken? Parse(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    protected override bool Fits(JToken value) => value.Type == JTokenType.Integer;

    protected override void CheckValue(JToken value, string path, Issues issues)
    {
        if (value is not JValue { Value: long number } || number < Least || number > Most)
            issues.Add(path, $"Expected a number from {Least} to {Most}.");
    }

    protected override void WriteRules(JsonWriter json)
    {
        json.Member("minimum", Least);
        json.Member("maximum", Most);
        if (Default is { } value)
            json.Member("default", value);
    }
}
