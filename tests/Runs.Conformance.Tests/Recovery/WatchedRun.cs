namespace Runs.Conformance.Tests.Recovery;

/// <summary>What one client has seen of one run, over all its connections.</summary>
/// <param name="id">The run.</param>
/// <param name="executions">How often it is executed before nothing more comes of it.</param>
internal sealed class WatchedRun(string id, int executions = 1)
{
    public const string Answer = "go on";

    private readonly List<JObject> _journaled = [];
    private readonly LiveText _text = new();
    private string? _cursor;
    private long _greatest;
    private int _ends;

    public string Id => id;

    public bool HasStarted => _journaled.Count > 0;

    public bool HasEnded => _ends == executions;

    /// <summary>The stored frames, as they came.</summary>
    public IReadOnlyList<JObject> Journaled => _journaled;

    private long Last => HasStarted ? _journaled[^1].Seq() : 0;

    /// <summary>Goes on where the last connection was lost. Whether the run was started is unknown if nothing came of it.</summary>
    public async Task Rejoin(TestClient client)
    {
        await Subscribe(client);
        if (!HasStarted)
            await Start(client);
    }

    /// <summary>Asks for what comes after all that was seen, or for everything.</summary>
    public Task Subscribe(TestClient client) => client.Send(_cursor is null
        ? (object)new { type = "subscribe", runId = id, afterSeq = _greatest }
        : new { type = "subscribe", runId = id, afterSeq = _greatest, cursor = _cursor });

    public Task Start(TestClient client) => client.Send(new { type = "start_run", runId = id });

    public Task Reply(TestClient client) => client.Send(new { type = "user_input", runId = id, agentName = "boss", text = Answer });

    /// <summary>Takes a frame of the run; one that was stored comes once and in order, and no live text is missing or comes twice.</summary>
    public void Take(JObject frame)
    {
        _greatest = Math.Max(_greatest, frame.Seq());
        _cursor = (string?)frame["cursor"] ?? _cursor;
        _text.Take(frame);
        if (!frame.IsJournaled())
            return;
        HasEnded.ShouldBeFalse($"after the end of {id} came {frame}");
        frame.Seq().ShouldBeGreaterThan(Last, $"of {id} came {frame} after {(HasStarted ? _journaled[^1] : null)}");
        ((long)frame["prevSeq"]!).ShouldBe(Last, $"of {id} came {frame}");
        _journaled.Add(frame);
        _ends += frame.IsTerminal() ? 1 : 0;
    }
}
