using System.Buffers;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;

namespace Runs.Actors.Watching;

/// <summary>Events as JSON, and shorter than they are where they must be.</summary>
public static class EventJson
{
    private const int MaxDepth = 256;

    /// <summary>The event as the journal has it: an object that begins with its type.</summary>
    public static string Of(RunEvent raised)
    {
        // The events of one append are an array; this is its only element.
        var encoded = new ArrayBufferWriter<byte>();
        RunEventCodec.Encode(encoded, [raised]);
        return Encoding.UTF8.GetString(encoded.WrittenSpan[1..^1]);
    }

    /// <summary>
    /// An event that fits into so many bytes: its long texts are cut, the longest first, each with an ellipsis at its end. What doesn't
    /// fit even so keeps its type alone.
    /// </summary>
    public static string Shorten(string json, int maxBytes)
    {
        var whole = Parse(json);
        var (least, most) = (0, Texts(whole).Select(text => ((string)text.Value!).Length).DefaultIfEmpty().Max());
        if (Cut(whole, least) is var shortest && Encoding.UTF8.GetByteCount(shortest) > maxBytes)
            return new JObject { ["type"] = whole["type"] }.ToString(Formatting.None);
        while (least < most)
        {
            var middle = (least + most + 1) / 2;
            if (Cut(whole, middle) is var longer && Encoding.UTF8.GetByteCount(longer) <= maxBytes)
                (least, shortest) = (middle, longer);
            else
                most = middle - 1;
        }

        return shortest;
    }

    private static JObject Parse(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None, MaxDepth = MaxDepth };
        return JObject.Load(reader);
    }

    /// <summary>The event with no text longer than so many characters, except its type.</summary>
    private static string Cut(JObject whole, int most)
    {
        var copy = (JObject)whole.DeepClone();
        foreach (var text in Texts(copy).Where(text => ((string)text.Value!).Length > most).ToList())
            text.Value = $"{TextCut.Chars((string)text.Value!, most)}…";
        return copy.ToString(Formatting.None);
    }

    private static IEnumerable<JValue> Texts(JObject whole) =>
        whole.Descendants().OfType<JValue>().Where(value => value.Type == JTokenType.String && value.Path != "type");
}
