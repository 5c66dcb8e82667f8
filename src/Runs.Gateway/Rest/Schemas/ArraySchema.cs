using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Runs.Gateway.Rest.Schemas;

/// <summary>Values of one kind, in order.</summary>
internal sealed class ArraySchema(Schema item) : Schema
{
    public override IEnumerable<Schema> Parts => [item];

    protected override string Type => "array";

    protected override bool Fits(JToken value) => value.Type == JTokenType.Array;

    protected override void CheckValue(JToken value, string path, Issues issues)
    {
        var i = 0;
        foreach (var element in value)
            item.Check(element, $"{path}.{i++}", issues);
    }

    protected override void WriteRules(JsonWriter json)
    {
        json.WritePropertyName("items");
        item.Write(json);
    }
}
