using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Actors.Live;
using Runs.Actors.Queues;
using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Node.CommandLine;
using Runs.Node.Reading;

namespace Runs.Node.Client;

/// <summary>
/// A run at a server, as if its journal were here: the events are folded here. After a lost connection it goes on by the server's cursor,
/// so that nothing comes twice and nothing is left out, in mid-sentence too.
/// </summary>
/// <param name="connection">The server.</param>
/// <param name="run">The run.</param>
/// <param name="from">What is known of it.</param>
/// <param name="placeArgument">How to name the server in a command.</param>
internal sealed class ServerFeed(ServerConnection connection, RunId run, StoredRun from, string placeArgument)
{
    private readonly MissedWords _missed = new();
    private RunState _state = from.State;
    private long _seq = from.Seq;
    private string? _cursor;

    /// <summary>What is stored, and then once that all was seen. Nothing for a run that doesn't exist.</summary>
    public async IAsyncEnumerable<RunUpdate> ReadStored()
    {
        await foreach (var update in Read(isLive: false, note: null, CancellationToken.None))
        {
            yield return update;
            if (update is RunUpdate.CaughtUp)
                yield break;
        }
    }

    /// <summary>What is stored and what comes, until the run is deleted or the token is cancelled.</summary>
    public IAsyncEnumerable<RunUpdate> Follow(Action<string> note, CancellationToken cancellation) => Read(isLive: true, note, cancellation);

    private async IAsyncEnumerable<RunUpdate> Read(bool isLive, Action<string>? note, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var outage = new Outage(connection, note, $" Go on with: runs watch {run}{placeArgument}");
        while (true)
        {
            if (_cursor is not null)
                _missed.Lost(_state);
            using var stream = await TryOpen(isLive, outage, cancellation);
            if (stream?.Refusal is { } refusal)
            {
                if (refusal.Code == RunErrors.NotFound)
                    yield break;
                throw UserError.Of(refusal);
            }

            var isCaughtUp = false;
            while (stream is not null && await TryNext(stream, outage, cancellation) is { } next)
            {
                if (next.Type == "gone")
                    yield break;
                _cursor = next.Id ?? _cursor;
                isCaughtUp |= next.Type == "caught-up";
                foreach (var update in Updates(next, isLive))
                    yield return update;
                // The server says it once; from then on each event is the last one for now.
                if (isCaughtUp && next.Type is not ("output" or "place"))
                    yield return new RunUpdate.CaughtUp(_seq, _state);
            }
        }
    }

    private async Task<ServerStream?> TryOpen(bool isLive, Outage outage, CancellationToken cancellation)
    {
        try
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{ServerPaths.Of(run)}/events?afterSeq={_seq}&live={(isLive ? "true" : "false")}");
            return await connection.Open(path, _cursor, cancellation);
        }
        catch (ServerAwayException away)
        {
            await outage.Wait(away, cancellation);
            return null;
        }
    }

    private static async Task<ServerEvent?> TryNext(ServerStream stream, Outage outage, CancellationToken cancellation)
    {
        try
        {
            var next = await stream.Next(cancellation);
            outage.Over();
            return next;
        }
        catch (ServerAwayException away)
        {
            await outage.Wait(away, cancellation);
            return null;
        }
    }

    private List<RunUpdate> Updates(ServerEvent next, bool isLive)
    {
        if (next.Type is not ("event" or "output" or "place"))
            return [];
        try
        {
            var data = ServerProblem.TryParse(next.Data) ?? throw new FormatException($"a {next.Type} is no JSON object");
            return next.Type switch { "event" => Journaled(data, isLive), "output" => Streamed(data), _ => [Placed(data)] };
        }
        catch (Exception error) when (error is FormatException or JsonException or ArgumentException or InvalidCastException)
        {
            throw new UserError("server.events", $"The events of run {run} at {connection.Name} can't be read: {error.Message}", ExitCodes.Failed);
        }
    }

    private List<RunUpdate> Journaled(JObject data, bool isLive)
    {
        var seq = Member<long>(data, "seq");
        if (seq <= _seq)
            return [];
        if (seq != _seq + 1)
            throw new FormatException($"event {seq} follows {_seq}");
        var at = DateTimeOffset.Parse(Member<string>(data, "at"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        var raised = Decode(data["event"] as JObject ?? throw new FormatException($"event {seq} is no object"));
        var (before, after) = (_state, _seq);
        _state = raised.ApplyTo(_state, new EventStamp(seq, at));
        _seq = seq;
        var journaled = new RunUpdate.Journaled(seq, at, raised, before, _state);
        return isLive && _missed.Of(raised, before, after) is { } missed ? [missed, journaled] : [journaled];
    }

    private List<RunUpdate> Streamed(JObject data)
    {
        if (!Enum.TryParse<LivePartKind>(Member<string>(data, "part"), ignoreCase: true, out var kind))
            return [];
        var (part, offset, text) = (Member<int>(data, "partIndex"), Member<int>(data, "offset"), Member<string>(data, "text"));
        var delta = new LiveDelta(kind, part, text, new LiveAddress(part, offset + text.Length));
        var streamed = new RunUpdate.Streamed(_seq, new StepId(Member<string>(data, "step")), Member<int>(data, "attempt"), delta, _state);
        _missed.Shown(streamed);
        return [streamed];
    }

    private RunUpdate.Placed Placed(JObject data) =>
        new(_seq, new QueuePlace(Member<int>(data, "position"), Member<int>(data, "waiting"), Member<int>(data, "active"), Member<int>(data, "limit")), _state);

    private static RunEvent Decode(JObject raised) =>
        RunEventCodec.Decode(Encoding.UTF8.GetBytes($"[{raised.ToString(Formatting.None)}]"))[0];

    private static T Member<T>(JObject data, string name) =>
        data.TryGetValue(name, StringComparison.Ordinal, out var value) && value.Value<T>() is { } member ? member : throw new FormatException($"{name} is missing");
}
