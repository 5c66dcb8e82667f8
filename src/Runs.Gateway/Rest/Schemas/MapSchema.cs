using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Runs.Gateway.Rest.Schemas;

/// <summary>Values of one kind, or of any, under names of the sender's choice.</summary>
internal sealed class MapSchema(Schema? value = null) : Schema
{
    public override IEnumerable<Schema> Parts => value is null ? [] : [value];

    protected override string Type => "object";

    protected override bool Fits(JToken value) => value.Type == JTokenType.Object;

    protected override void CheckValue(JToken map, string path, Issues issues)
    {
        if (value is null)
            return;
        foreach (var member in ((JObject)map).Properties())
            value.Check(member.Value, $"{path}.{member.Name}", issues);
    }

    protected override void WriteRules(JsonWriter json)
    {
        json.WritePropertyName("additionalProperties");
        if (value is null)
            json.WriteValue(true);
        else
            value.Write(json);
    }
}
