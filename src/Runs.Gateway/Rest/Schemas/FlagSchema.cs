using Newtonsoft.Json.Linq;

namespace Runs.Gateway.Rest.Schemas;

/// <summary>True or false.</summary>
internal sealed class FlagSchema : Schema
{
    protected override string Type => "boolean";

    public override JToken? Parse(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };

    protected override bool Fits(JToken value) => value.Type == JTokenType.Boolean;
}
