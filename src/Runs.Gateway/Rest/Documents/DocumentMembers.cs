using Newtonsoft.Json;
using Runs.Domain;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Documents;

/// <summary>Members that documents have. One without a value is left out.</summary>
internal static class DocumentMembers
{
    /// <summary>The schema of what <see cref="Error"/> writes.</summary>
    public static Schema ErrorSchema { get; } = new ObjectSchema(
        SchemaMember.Required("code", new TextSchema()),
        SchemaMember.Required("message", new TextSchema())) { Name = "RunError" };

    public static void Time(this JsonWriter json, string name, DateTimeOffset? at) => json.Member(name, at is { } time ? Frame.Time(time) : null);

    public static void Error(this JsonWriter json, string name, RunError? error)
    {
        if (error is null)
            return;
        json.Object(name, own =>
        {
            own.Member("code", error.Code);
            own.Member("message", error.Message);
        });
    }

    public static void Object(this JsonWriter json, string name, Action<JsonWriter> writeMembers)
    {
        json.WritePropertyName(name);
        json.WriteStartObject();
        writeMembers(json);
        json.WriteEndObject();
    }

    public static void Objects<T>(this JsonWriter json, string name, IEnumerable<T> items, Action<JsonWriter, T> writeMembers)
    {
        json.WritePropertyName(name);
        json.WriteStartArray();
        foreach (var item in items)
        {
            json.WriteStartObject();
            writeMembers(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
