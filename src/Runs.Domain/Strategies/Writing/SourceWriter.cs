using Newtonsoft.Json;

namespace Runs.Domain.Strategies;

/// <summary>Writes what is kept as written, digit by digit.</summary>
internal static class SourceWriter
{
    public static void Write(SourceNode node, JsonWriter writer)
    {
        switch (node)
        {
            case SourceObject source:
                WriteObject(source, writer);
                break;
            case SourceArray array:
                writer.WriteStartArray();
                foreach (var item in array.Items)
                    Write(item, writer);
                writer.WriteEndArray();
                break;
            case SourceString text:
                writer.WriteValue(text.Value);
                break;
            case SourceNumber number:
                writer.WriteRawValue(number.Text);
                break;
            case SourceBoolean flag:
                writer.WriteValue(flag.Value);
                break;
            case SourceNull:
                writer.WriteNull();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(node));
        }
    }

    private static void WriteObject(SourceObject source, JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var member in source.Members)
            writer.Member(member.Name, member.Value);
        writer.WriteEndObject();
    }
}
