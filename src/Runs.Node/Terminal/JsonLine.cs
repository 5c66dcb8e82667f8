using System.Buffers;
using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;

namespace Runs.Node.Terminal;

/// <summary>One JSON object on a line of its own. Members without a value are left out.</summary>
internal sealed class JsonLine
{
    private readonly StringBuilder _text = new();
    private readonly JsonTextWriter _json;

    private JsonLine()
    {
        _json = new JsonTextWriter(new StringWriter(_text, CultureInfo.InvariantCulture));
        _json.WriteStartObject();
    }

    /// <summary>A line that begins with its type.</summary>
    public static JsonLine Of(string type) => new JsonLine().With("type", type);

    /// <summary>A line without a type.</summary>
    public static JsonLine Untyped() => new();

    /// <summary>With a text.</summary>
    public JsonLine With(string name, string? value) => value is null ? this : Add(name, () => _json.WriteValue(value));

    /// <summary>With a number.</summary>
    public JsonLine With(string name, long value) => Add(name, () => _json.WriteValue(value));

    /// <summary>With true or false.</summary>
    public JsonLine WithFlag(string name, bool value) => Add(name, () => _json.WriteValue(value));

    /// <summary>With a time in UTC, or null.</summary>
    public JsonLine WithTime(string name, DateTimeOffset? value) =>
        Add(name, () => _json.WriteValue(value?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)));

    /// <summary>With an event, as the journal has it.</summary>
    public JsonLine With(string name, RunEvent raised)
    {
        var encoded = new ArrayBufferWriter<byte>();
        RunEventCodec.Encode(encoded, [raised]);
        return Add(name, () => _json.WriteRawValue(Encoding.UTF8.GetString(encoded.WrittenSpan)[1..^1]));
    }

    /// <summary>With texts.</summary>
    public JsonLine WithTexts(string name, IEnumerable<string> texts) => Add(name, () =>
    {
        _json.WriteStartArray();
        foreach (var text in texts)
            _json.WriteValue(text);
        _json.WriteEndArray();
    });

    /// <summary>With a value that is JSON already.</summary>
    public JsonLine WithRaw(string name, string json) => Add(name, () => _json.WriteRawValue(json));

    /// <summary>With objects of their own.</summary>
    public JsonLine With(string name, IEnumerable<JsonLine> items)
    {
        var written = string.Join(',', items.Select(item => item.ToString()));
        return Add(name, () => _json.WriteRawValue($"[{written}]"));
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        if (_json.WriteState == WriteState.Object)
            _json.WriteEndObject();
        return _text.ToString();
    }

    private JsonLine Add(string name, Action write)
    {
        _json.WritePropertyName(name);
        write();
        return this;
    }
}
