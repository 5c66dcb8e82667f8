using System.Globalization;
using System.Text;
using Newtonsoft.Json;

namespace Runs.Gateway.Frames;

/// <summary>Writes one message to clients: its name, its time, what it echoes, then what is its own.</summary>
internal static class Frame
{
    /// <summary>Writes a message.</summary>
    public static byte[] Write(string type, DateTimeOffset at, string? requestId, Action<JsonWriter> own) => Object(json =>
    {
        json.Member("type", type);
        json.Member("ts", Time(at));
        json.Member("requestId", requestId);
        own(json);
    });

    /// <summary>Writes an object, in UTF-8.</summary>
    public static byte[] Object(Action<JsonWriter> members)
    {
        var text = new StringBuilder(256);
        using (var json = new JsonTextWriter(new StringWriter(text, CultureInfo.InvariantCulture)))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A time as all frames have it: UTC, milliseconds, Z.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
