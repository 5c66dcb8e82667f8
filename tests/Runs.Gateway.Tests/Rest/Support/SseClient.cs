using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Runs.Gateway.Tests.Rest.Support;

/// <summary>Reads a stream of Server-Sent Events.</summary>
internal sealed class SseClient(HttpResponseMessage response) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private StreamReader? _lines;

    /// <summary>Everything that has been read, comments left out.</summary>
    public List<SseEvent> Seen { get; } = [];

    /// <summary>How many comments came.</summary>
    public int Comments { get; private set; }

    /// <summary>The next event; null at the end of the stream.</summary>
    public async Task<SseEvent?> TryNext(string wanted = "an event")
    {
        using var late = new CancellationTokenSource(Deadline);
        try
        {
            _lines ??= new StreamReader(await response.Content.ReadAsStreamAsync(late.Token));
            var (id, name, data) = ("", "", "");
            while (await _lines.ReadLineAsync(late.Token) is { } line)
            {
                if (line.StartsWith(':'))
                    Comments++;
                else if (line.StartsWith("id: ", StringComparison.Ordinal))
                    id = line[4..];
                else if (line.StartsWith("event: ", StringComparison.Ordinal))
                    name = line[7..];
                else if (line.StartsWith("data: ", StringComparison.Ordinal))
                    data = line[6..];
                else if (line.Length == 0 && name.Length > 0)
                    return Take(new SseEvent(id, name, Parse(data)));
                else
                    line.ShouldBeEmpty();
                if (line.Length == 0 && Comments > 0 && wanted == "a comment")
                    return null;
            }

            return null;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{wanted} did not come in {Deadline}. What came last: {string.Join(' ', Seen.TakeLast(5))}");
        }
    }

    /// <summary>The next event.</summary>
    public async Task<SseEvent> Next(string wanted = "an event") =>
        await TryNext(wanted) ?? throw new InvalidOperationException($"The stream ended before {wanted} came. What came last: {string.Join(' ', Seen.TakeLast(5))}");

    /// <summary>Reads on until an event fits.</summary>
    public async Task<SseEvent> Await(Func<SseEvent, bool> isWanted, string wanted)
    {
        while (true)
        {
            var next = await Next(wanted);
            if (isWanted(next))
                return next;
        }
    }

    /// <summary>Reads on until an event of the journal of a type comes.</summary>
    public Task<SseEvent> AwaitEvent(string type) => Await(next => next.Type == type, type);

    /// <summary>Reads on until everything that was stored has come.</summary>
    public Task<SseEvent> AwaitCaughtUp() => Await(next => next.Name == "caught-up", "caught-up");

    public void Dispose()
    {
        response.Dispose();
        _lines?.Dispose();
    }

    private SseEvent Take(SseEvent next)
    {
        Seen.Add(next);
        return next;
    }

    private static JObject Parse(string data)
    {
        using var reader = new JsonTextReader(new StringReader(data)) { DateParseHandling = DateParseHandling.None };
        return JObject.Load(reader);
    }
}
