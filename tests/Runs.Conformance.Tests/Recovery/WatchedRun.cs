namespace Runs.Conformance.Tests.Recovery;

/// <summary>What one client has seen of one run, over all its connections.</summary>
internal sealed class WatchedRun(string id)
{
    public const string Answer = "go on";

    private readonly List<JObject> _journaled = [];
    private readonly LiveText _text = new();
    private string? _cursor;
    private long _greatest;

    public string Id => id;

    public bool HasStarted => _journaled.Count > 0;

    public bool HasEnded => HasStarted && _journaled[^1].IsTerminal();

    /// <summary>The stored frames, as they came.</summary>
    public IReadOnlyList<JObject> Journaled => _journaled;

    private long Last => HasStarted ? _journaled[^1].Seq() : 0;

    /// <summary>Goes on where the last connection was lost. Whether the run was started is unknown if nothing came of it.</summary>
    public async Task Rejoin(TestClient client)
    {
        if (_cursor is null)
            await client.Send(new { type = "subscribe", runId = id, afterSeq = _greatest });
        else
            await client.Send(new { type = "subscribe", runId = id, afterSeq = _greatest, cursor = _cursor });
        if (!HasStarted)
            await Start(client);
    }

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
    }
}
