using Newtonsoft.Json;

namespace Runs.Domain.Strategies;

/// <summary>Writes single members, leaving out those that have no value.</summary>
internal static class JsonMembers
{
    public static void Member(this JsonWriter writer, string name, string? value)
    {
        if (value is null)
            return;
        writer.WritePropertyName(name);
        writer.WriteValue(value);
    }

    public static void Member(this JsonWriter writer, string name, long? value)
    {
        if (value is null)
            return;
        writer.WritePropertyName(name);
        writer.WriteValue(value.Value);
    }

    public static void Member(this JsonWriter writer, string name, double? value)
    {
        if (value is null)
            return;
        writer.WritePropertyName(name);
        writer.WriteValue(value.Value);
    }

    public static void Member(this JsonWriter writer, string name, TimeSpan? value) =>
        writer.Member(name, value is { } duration ? Durations.Format(duration) : null);

    public static void Member(this JsonWriter writer, string name, ValueArray<string>? values)
    {
        if (values is not { } texts)
            return;
        writer.WritePropertyName(name);
        writer.WriteStartArray();
        foreach (var text in texts)
            writer.WriteValue(text);
        writer.WriteEndArray();
    }

    public static void Member(this JsonWriter writer, string name, SourceNode? node)
    {
        if (node is null)
            return;
        writer.WritePropertyName(name);
        SourceWriter.Write(node, writer);
    }
}
