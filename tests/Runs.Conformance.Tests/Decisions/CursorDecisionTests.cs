namespace Runs.Conformance.Tests.Decisions;

/// <summary>Where the protocol was weak: going on in mid-sentence.</summary>
public sealed class CursorDecisionTests(SharedServer shared) : ConformanceTest(shared)
{
    [Theory]
    [InlineData("tale")]
    [InlineData("tales")]
    [InlineData("asks")]
    [InlineData("observed")]
    public async Task From_every_streamed_frame_on_no_character_comes_twice_and_none_is_missing(string strategy)
    {
        var client = await Connect();
        var run = await Start(client, strategy, "x");
        // While it goes on.
        var places = new List<(int Count, TestClient Back)>();
        JObject frame;
        do
        {
            frame = await client.Next("the end of the run");
            if (frame.ContainsKey("cursor"))
                places.Add((client.Seen.Count, await Resume(client.Seen, run)));
            if (frame.Kind() == "request_question")
                await client.Send(new { type = "question_response", runId = run, questionRequestId = (string?)frame["requestId"], response = "left" });
        }
        while (!frame.IsTerminal());

        // When all is over.
        foreach (var (count, _) in places.ToArray())
            places.Add((count, await Resume(client.Seen.Take(count), run)));

        var whole = Told(client.Seen);
        places.Count.ShouldBeGreaterThan(4);
        foreach (var (count, back) in places)
        {
            await back.Await("strategy_completed", run);
            Told(client.Seen.Take(count).Concat(back.Seen)).ShouldBe(whole, $"after frame {count}: {client.Seen[count - 1]}");
        }
    }

    [Theory]
    [InlineData("talks", "request_input")]
    [InlineData("asks", "request_question")]
    public async Task Who_goes_on_from_a_question_is_asked_it_again(string strategy, string question)
    {
        var client = await Connect();
        var run = await Start(client, strategy, "x");
        var asked = await client.Await(question, run);
        var back = await Resume(client.Seen, run);
        var again = await back.Next("the question again");
        (again.Kind(), again.IsJournaled(), again.Seq()).ShouldBe((question, false, asked.Seq()));
        (await back.BeforePong()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"nonsense\"")]
    [InlineData("\"a b\"")]
    [InlineData("\"é\"")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task What_is_no_cursor_is_refused_at_its_path(string cursor)
    {
        var client = await Connect();
        var run = await Complete(client, "echo");
        await client.SendRaw($$"""{"type":"subscribe","runId":"{{run}}","afterSeq":0,"cursor":{{cursor}}}""");
        ShouldBeRefused(await client.Next());
    }

    [Fact]
    public async Task A_cursor_that_was_changed_or_is_too_long_is_refused_at_its_path()
    {
        var client = await Connect();
        var run = await Complete(client, "echo");
        var good = (string)client.Seen.Last(frame => frame.ContainsKey("cursor"))["cursor"]!;
        foreach (var bad in (string[])[good[1..], good + "A", good + new string('A', 4096)])
        {
            await client.Send(new { type = "subscribe", runId = run, cursor = bad });
            ShouldBeRefused(await client.Next(bad));
        }
    }

    private static void ShouldBeRefused(JObject error)
    {
        ((string?)error["code"]).ShouldBe("VALIDATION_ERROR", error.ToString());
        ((string)error["message"]!).ShouldStartWith("Invalid message: cursor: ");
    }

    /// <summary>A client that knows what these frames say, and nothing else.</summary>
    private async Task<TestClient> Resume(IEnumerable<JObject> seen, string run)
    {
        var known = seen.Where(frame => frame.Of(run)).ToList();
        var back = await Connect();
        await back.Send(new
        {
            type = "subscribe",
            runId = run,
            afterSeq = known.Max(frame => frame.Seq()),
            cursor = (string)known.Last(frame => frame.ContainsKey("cursor"))["cursor"]!,
        });
        return back;
    }

    /// <summary>
    /// What the frames of a run say to a person: the stored ones, and what was streamed of each step, however many frames one text has.
    /// Thoughts that ended unseen don't come again, and who was cut off among the calls of one reply is told all of them again.
    /// </summary>
    private static string[] Told(IEnumerable<JObject> frames)
    {
        var all = frames.ToList();
        var streamed = all.Where(frame => frame.ContainsKey("cursor")).GroupBy(frame => (string)frame["stepId"]!).OrderBy(step => step.Key, StringComparer.Ordinal);
        return
        [
            .. all.Where(frame => frame.IsJournaled()).Select(frame => frame.Lasting()),
            .. streamed.Select(step => $"{step.Key}: {string.Concat(Once(step.Select(frame => (JObject)frame["event"]!)).Select(Streamed))}"),
        ];
    }

    /// <summary>Without calls that are told again.</summary>
    private static IEnumerable<JObject> Once(IEnumerable<JObject> streamed)
    {
        var known = new HashSet<string>();
        return streamed.Where(streaming => (string?)streaming["type"] != "tool-call" || known.Add((string)streaming["toolCallId"]!));
    }

    private static string Streamed(JObject streaming) => (string)streaming["type"]! switch
    {
        "text" => (string)streaming["text"]!,
        "thinking-start" or "thinking" or "thinking-end" => "",
        var other => $"[{other} {streaming["toolCallId"]}]",
    };
}
