using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Gateway.Frames;

namespace Runs.Gateway.Rest.Schemas;

/// <summary>What a JSON value may be. Requests are checked against it, and the OpenAPI document shows it, so that the two can't differ.</summary>
internal abstract class Schema
{
    /// <summary>What it is, for readers of the document.</summary>
    public string? Description { get; init; }

    /// <summary>Its name among the document's components; <see langword="null"/> for one that is written where it is used.</summary>
    public string? Name { get; init; }

    /// <summary>The schemas that it is made of.</summary>
    public virtual IEnumerable<Schema> Parts => [];

    /// <summary>Its JSON type.</summary>
    protected abstract string Type { get; }

    /// <summary>Adds what is wrong with a value.</summary>
    public void Check(JToken value, string path, Issues issues)
    {
        if (Fits(value))
            CheckValue(value, path, issues);
        else
            issues.Add(path, $"Expected {Type}.");
    }

    /// <summary>The value of a text in a query or a header, when it can be one.</summary>
    public virtual JToken? Parse(string text) => null;

    /// <summary>Writes a reference to the component, or the schema itself.</summary>
    public void Write(JsonWriter json)
    {
        if (Name is null)
        {
            WriteWhole(json);
            return;
        }

        json.WriteStartObject();
        json.Member("$ref", $"#/components/schemas/{Name}");
        json.WriteEndObject();
    }

    /// <summary>Writes the schema itself.</summary>
    public void WriteWhole(JsonWriter json)
    {
        json.WriteStartObject();
        json.Member("type", Type);
        json.Member("description", Description);
        WriteRules(json);
        json.WriteEndObject();
    }

    protected abstract bool Fits(JToken value);

    protected virtual void CheckValue(JToken value, string path, Issues issues)
    {
    }

    protected virtual void WriteRules(JsonWriter json)
    {
    }
}
