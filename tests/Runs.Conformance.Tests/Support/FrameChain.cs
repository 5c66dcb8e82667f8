namespace Runs.Conformance.Tests.Support;

/// <summary>Checks by the numbers of the frames that one client gets that it has missed none, as docs/protocol.md tells clients to.</summary>
internal sealed class FrameChain
{
    /// <summary>The stored frame that came last, for each run of which one came.</summary>
    private readonly Dictionary<string, long> _last = [];

    /// <summary>The greatest number that preparations told, for each run.</summary>
    private readonly Dictionary<string, long> _prepared = [];

    /// <summary>Fails the test if a frame's number doesn't fit what came before it.</summary>
    public void Demand(JObject frame)
    {
        if ((string?)frame["runId"] is not { } run)
            return;
        if (frame.Kind() == "run_prepared")
            _prepared[run] = frame.Seq();
        if (!frame.IsJournaled())
            return;
        var before = (long)frame["prevSeq"]!;
        before.ShouldBeLessThan(frame.Seq(), frame.ToString());
        // One that isn't new begins what is sent again because the client asked for it.
        if (_last.TryGetValue(run, out var last) && frame.Seq() > last)
            before.ShouldBe(last, frame.ToString());
        else if (!_last.ContainsKey(run) && _prepared.TryGetValue(run, out var prepared))
            before.ShouldBeLessThanOrEqualTo(prepared, frame.ToString());
        _last[run] = frame.Seq();
    }
}
