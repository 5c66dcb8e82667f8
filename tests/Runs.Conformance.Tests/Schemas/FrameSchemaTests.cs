namespace Runs.Conformance.Tests.Schemas;

/// <summary>The checker itself: a frame that real clients would drop is found.</summary>
public sealed class FrameSchemaTests
{
    private const string Started = """{"type":"strategy_started","ts":"2026-11-20T09:21:09.433Z","runId":"r","seq":1,"prevSeq":0,"strategyName":"s","agents":["a"],"flowTree":{}}""";

    private const string List = """
        {"type":"run_list","ts":"2026-11-20T09:21:09.433Z","runs":[
        {"runId":"r","cwd":"/","strategyName":"s","strategyPath":"p","startedAt":"2026-11-20T09:21:09.433Z","completedAt":null,"status":"running"}]}
        """;

    [Theory]
    [InlineData(Started, "", "")]
    [InlineData(Started, "\"seq\":1", "\"seq\":1,\"more\":{\"a\":[]}")]
    [InlineData(Started, "\"runId\"", "\"requestId\":\"x\",\"runId\"")]
    [InlineData(List, "", "")]
    public void A_frame_that_fits_has_no_problems(string frame, string part, string change) =>
        FrameSchemas.Problems(Changed(frame, part, change)).ShouldBeEmpty();

    [Theory]
    [InlineData(Started, "strategy_started", "strategy_begun", "frame.type")]
    [InlineData(Started, "433Z", "433+00:00", "frame.ts")]
    [InlineData(Started, "433Z", "433", "frame.ts")]
    [InlineData(Started, "\"runId\":\"r\",", "", "frame.runId")]
    [InlineData(Started, "\"seq\":1", "\"seq\":0", "frame.seq")]
    [InlineData(Started, "\"seq\":1", "\"seq\":\"1\"", "frame.seq")]
    [InlineData(Started, "\"prevSeq\":0,", "", "frame.prevSeq")]
    [InlineData(Started, "[\"a\"]", "[\"a\",7]", "frame.agents.1")]
    [InlineData(Started, "[\"a\"]", "null", "frame.agents")]
    [InlineData(Started, "\"seq\":1", "\"seq\":1,\"more\":null", "frame.more")]
    [InlineData(Started, "\"runId\"", "\"requestId\":null,\"runId\"", "frame.requestId")]
    [InlineData(List, "\"completedAt\":null,", "", "frame.runs.0.completedAt")]
    [InlineData(List, "\"cwd\":\"/\"", "\"cwd\":null", "frame.runs.0.cwd")]
    [InlineData(List, "running", "paused", "frame.runs.0.status")]
    public void A_frame_that_does_not_fit_is_told_with_its_place(string frame, string part, string change, string place) =>
        FrameSchemas.Problems(Changed(frame, part, change)).ShouldContain(problem => problem.StartsWith($"{place}:", StringComparison.Ordinal));

    private static JObject Changed(string frame, string part, string change) => JsonText.Parse(part.Length == 0 ? frame : frame.Replace(part, change));
}
