using System.Text;
using Runs.Conformance.Tests.Requests;

namespace Runs.Conformance.Tests.Fuzz;

/// <summary>Makes messages that are almost requests. The same seed makes the same ones.</summary>
internal sealed class Mutator(int seed)
{
    /// <summary>Runs that exist, so that some requests do something.</summary>
    public static readonly string[] Runs = ["f0", "f1", "f2", "f3"];

    private static readonly RequestRow[] Rows = [.. RequestTable.All];

    private static readonly string[] Scraps =
        ["null", "\"", "{", "}", "[", "]", ",", ":", "\\", "\\u12", "\\ud800", "1e999", "-", "0", "9223372036854775808", "\0", "\u0007", "\ud800", "\ufeff", "runId", "true", " ", "/*", "'"];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1.5", "1e2", "1e999", "-0.0", "9223372036854775808", "[]", "{}", "\"\"", "\"x\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\ud83d\\ude00\"",
        "\"../evil\"", "\"../../evil\"", "\"/evil\"", "\".evil\"", "\"evil\\u0000\"", "\"evil/../x\"", "\"%2e%2e%2fevil\"", "\"allow\"", "\"running\"",
        "{\"a\":[1,null,{\"runId\":\"f0\"}]}",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next message.</summary>
    public FuzzFrame Next() => _random.Next(20) switch
    {
        0 => Binary(RandomBytes()),
        1 or 2 => Binary(WithBadBytes(Encoding.UTF8.GetBytes(Request()))),
        3 => Binary(Encoding.UTF8.GetBytes(Request())),
        4 or 5 => Text(Truncated(Request())),
        6 or 7 or 8 => Text(WithScraps(Request())),
        _ => Text(Request()),
    };

    private static FuzzFrame Binary(byte[] bytes) => new(bytes, IsBinary: true, Judge.ErrorOf(Encoding.UTF8.GetString(bytes)));

    private static FuzzFrame Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return new FuzzFrame(bytes, IsBinary: false, Judge.ErrorOf(Encoding.UTF8.GetString(bytes)));
    }

    /// <summary>A request some of whose fields are changed, dropped, doubled, renamed, nested or added.</summary>
    private string Request()
    {
        var row = Pick(Rows);
        var fields = row.Fields.Where(field => field.IsRequired || _random.Next(2) == 0).Select(field => (field.Name, Value: Good(field))).ToList();
        fields.Insert(0, ("type", $"\"{row.Type}\""));
        if (_random.Next(2) == 0)
            fields.Add(("requestId", $"\"id {_random.Next()}\""));
        for (var i = _random.Next(3); i > 0; i--)
            Mutate(fields);
        return $"{{{string.Join(',', fields.Select(field => $"\"{field.Name}\":{field.Value}"))}}}";
    }

    private void Mutate(List<(string Name, string Value)> fields)
    {
        var at = _random.Next(fields.Count);
        var (name, value) = fields[at];
        switch (_random.Next(7))
        {
            case 0 when fields.Count > 1:
                fields.RemoveAt(at);
                break;
            case 1:
                fields.Add((name, Odd()));
                break;
            case 2:
                fields[at] = (name + Pick(["2", " ", "\\u0000", "é"]), value);
                break;
            case 3:
                fields[at] = (name, $"{{\"{name}\":{value}}}");
                break;
            case 4:
                fields.Add(($"extra{_random.Next(3)}", Odd()));
                break;
            default:
                fields[at] = (name, Odd());
                break;
        }
    }

    private string Good(FieldRule field) => field.Kind == "run" ? $"\"{Pick(Runs)}\"" : field.Good;

    private string Odd() => _random.Next(60) switch
    {
        0 => new string('9', 1 + _random.Next(500)),
        1 => $"\"{new string('x', _random.Next(300))}\"",
        2 => $"\"{new string('x', _random.Next(30_000))}\"",
        3 => Nested(_random.Next(300)),
        _ => Pick(Values),
    };

    private string Nested(int depth) => _random.Next(2) == 0
        ? new string('[', depth) + new string(']', depth)
        : $"{string.Concat(Enumerable.Repeat("{\"a\":", depth))}0{new string('}', depth)}";

    private string Truncated(string message) => _random.Next(2) == 0 ? message[.._random.Next(message.Length)] : message[_random.Next(message.Length)..];

    private string WithScraps(string message)
    {
        for (var i = _random.Next(4); i >= 0; i--)
        {
            var at = _random.Next(message.Length + 1);
            message = message.Remove(at, Math.Min(_random.Next(6), message.Length - at)).Insert(at, Pick(Scraps));
        }

        return message;
    }

    private byte[] WithBadBytes(byte[] message)
    {
        for (var i = _random.Next(4); i >= 0; i--)
            message[_random.Next(message.Length)] = (byte)_random.Next(256);
        return message;
    }

    private byte[] RandomBytes()
    {
        var bytes = new byte[_random.Next(200)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private T Pick<T>(T[] choices) => choices[_random.Next(choices.Length)];
}
