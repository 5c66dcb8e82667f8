using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Gateway.Frames;

namespace Runs.Gateway.Rest.Schemas;

/// <summary>An object with these members and no others.</summary>
internal sealed class ObjectSchema(params IReadOnlyList<SchemaMember> members) : Schema
{
    public IReadOnlyList<SchemaMember> Members => members;

    /// <summary>
    /// Whether the document says that there are no others. So it is with what clients send; what they are sent may have more in a
    /// later version.
    /// </summary>
    public bool IsClosed { get; init; }

    public override IEnumerable<Schema> Parts => members.Select(member => member.Value);

    protected override string Type => "object";

    protected override bool Fits(JToken value) => value.Type == JTokenType.Object;

    protected override void CheckValue(JToken value, string path, Issues issues)
    {
        var fields = (JObject)value;
        foreach (var member in members)
        {
            if (fields.TryGetValue(member.Name, StringComparison.Ordinal, out var field))
                member.Value.Check(field, Under(path, member.Name), issues);
            else if (member.IsRequired)
                issues.Add(Under(path, member.Name), "It is required.");
        }

        foreach (var field in fields.Properties().Where(field => members.All(member => member.Name != field.Name)))
            issues.Add(Under(path, field.Name), "There is no such member.");
    }

    protected override void WriteRules(JsonWriter json)
    {
        json.WritePropertyName("properties");
        json.WriteStartObject();
        foreach (var member in members)
        {
            json.WritePropertyName(member.Name);
            member.Value.Write(json);
        }

        json.WriteEndObject();
        if (members.Any(member => member.IsRequired))
            json.Member("required", members.Where(member => member.IsRequired).Select(member => member.Name));
        if (!IsClosed)
            return;
        json.WritePropertyName("additionalProperties");
        json.WriteValue(false);
    }

    private static string Under(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
