using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Runs.Journal.Sqlite.Directories;

/// <summary>
/// The file in which the holder of a data directory introduces itself. The lock decides who holds the directory; this file only
/// says who that is.
/// </summary>
internal static class HolderFile
{
    internal static void Write(string path, DataHolder holder)
    {
        var text = new StringBuilder();
        using (var writer = new JsonTextWriter(new StringWriter(text, CultureInfo.InvariantCulture)) { Formatting = Formatting.Indented })
        {
            writer.WriteStartObject();
            Member(writer, "pid", holder.Pid);
            Member(writer, "processStartTime", holder.ProcessStart);
            Member(writer, "bootId", holder.BootId);
            Member(writer, "startedAt", holder.StartedAt.ToString("O", CultureInfo.InvariantCulture));
            Member(writer, "command", holder.Command);
            Member(writer, "incarnation", holder.Incarnation);
            writer.WriteEndObject();
        }
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(text.Append('\n').ToString()));
    }

    /// <summary>What the file says, or <see langword="null"/> when there is none that can be understood.</summary>
    internal static DataHolder? Read(string path)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(File.ReadAllText(path))) { DateParseHandling = DateParseHandling.None };
            var json = JObject.Load(reader);
            return new DataHolder(
                json.Value<int>("pid"),
                json.Value<string>("processStartTime") ?? "",
                json.Value<string>("bootId") ?? "",
                DateTimeOffset.Parse(json.Value<string>("startedAt") ?? "", CultureInfo.InvariantCulture),
                json.Value<string>("command") ?? "",
                json.Value<long>("incarnation"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or FormatException or InvalidCastException or OverflowException)
        {
            return null;
        }
    }

    private static void Member(JsonTextWriter writer, string name, object value)
    {
        writer.WritePropertyName(name);
        writer.WriteValue(value);
    }
}
